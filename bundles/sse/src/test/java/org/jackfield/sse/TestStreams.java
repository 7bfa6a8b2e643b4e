// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;

final class TestStreams implements DeviceStreams {
    /** Those who read many. */
    final List<TestReader> readers = new CopyOnWriteArrayList<>();

    private final Map<String, TestStream> byId = new ConcurrentHashMap<>();

    TestStream add(String deviceId) {
        return add(new TestStream(deviceId, true));
    }

    TestStream add(TestStream stream) {
        byId.put(stream.deviceId(), stream);
        return stream;
    }

    @Override
    public TestReader readMany(Runnable wake) {
        TestReader reader = new TestReader(wake);
        readers.add(reader);
        return reader;
    }

    @Override
    public List<DeviceStream> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public Optional<DeviceStream> find(String deviceId) {
        return Optional.ofNullable(byId.get(deviceId));
    }
}
