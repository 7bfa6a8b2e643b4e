// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** Devices whose frames are all kept in one list, which is the lock of everything here. */
final class TestStreams implements DeviceStreams {
    final Set<TestReader> readers = ConcurrentHashMap.newKeySet();
    final List<View> views = new CopyOnWriteArrayList<>();
    private final List<TestFrame> all = new ArrayList<>();
    private final Map<String, TestStream> byId = new ConcurrentHashMap<>();

    TestStream add(String deviceId) {
        TestStream stream = new TestStream(deviceId, !deviceId.startsWith("mute"), all);
        stream.wakes.add(() -> readers.forEach(reader -> reader.wake.run()));
        byId.put(deviceId, stream);
        return stream;
    }

    @Override
    public List<DeviceStream> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public Optional<DeviceStream> find(String deviceId) {
        return Optional.ofNullable(byId.get(deviceId));
    }

    @Override
    public DevicesReader readMany(Runnable wake) {
        TestReader reader = new TestReader(wake);
        readers.add(reader);
        return reader;
    }

    final class TestReader implements DevicesReader {
        private final Runnable wake;
        private final Map<String, StartAt> patterns = new LinkedHashMap<>();
        private int position;

        TestReader(Runnable wake) {
            this.wake = wake;
            position = all.size();
        }

        @Override
        public void add(String pattern, View view, StartAt start) {
            if (pattern.length() > 200) {
                throw new IllegalArgumentException(
                        "a pattern must have at most 200 characters, had " + pattern.length());
            }
            synchronized (all) {
                if (patterns.size() >= 1_000 && !patterns.containsKey(pattern)) {
                    throw new IllegalArgumentException("at most 1000 patterns can be read at once");
                }
                views.add(view);
                patterns.put(pattern, start);
                if (start instanceof StartAt.AfterPosition after) {
                    position = (int) Math.max(0, Math.min(after.position(), all.size()));
                }
            }
            wake.run();
        }

        @Override
        public boolean remove(String pattern) {
            synchronized (all) {
                return patterns.remove(pattern) != null;
            }
        }

        @Override
        public Set<String> patterns() {
            return Set.copyOf(patterns.keySet());
        }

        @Override
        public Set<String> deviceIds() {
            return byId.keySet().stream().filter(this::matches).collect(Collectors.toSet());
        }

        private boolean matches(String deviceId) {
            return patterns.keySet().stream()
                    .anyMatch(pattern ->
                            deviceId.matches(pattern.replace(".", "\\.").replace("*", ".*")));
        }

        @Override
        public Frame next() {
            synchronized (all) {
                while (position < all.size()) {
                    TestFrame frame = all.get(position++);
                    if (matches(frame.deviceId())) {
                        return frame;
                    }
                }
                return null;
            }
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public void close() {
            readers.remove(this);
        }
    }
}
