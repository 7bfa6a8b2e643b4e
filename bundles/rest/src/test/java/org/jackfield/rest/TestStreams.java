// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** Devices of which no more is known than what they are. */
final class TestStreams implements DeviceStreams {
    private final Map<String, DeviceStream> byId = new ConcurrentSkipListMap<>();

    void add(DeviceInfo info) {
        add(info.deviceId(), () -> info);
    }

    void add(String deviceId, Supplier<DeviceInfo> info) {
        byId.put(deviceId, new Described(deviceId, info));
    }

    void remove(String deviceId) {
        byId.remove(deviceId);
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
        throw new UnsupportedOperationException("the control plane reads no stream");
    }

    private record Described(String deviceId, Supplier<DeviceInfo> now) implements DeviceStream {
        @Override
        public DeviceInfo info() {
            return now.get();
        }

        @Override
        public FrameCursor read(StartAt start) {
            throw new UnsupportedOperationException("the control plane reads no stream");
        }

        @Override
        public DeviceStream view(View view) {
            throw new UnsupportedOperationException("the control plane reads no stream");
        }

        @Override
        public Subscription onFrames(Runnable wake) {
            throw new UnsupportedOperationException("the control plane reads no stream");
        }
    }
}
