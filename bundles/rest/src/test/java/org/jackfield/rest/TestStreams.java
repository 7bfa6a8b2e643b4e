// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** Devices of which no more is known than what they are. */
final class TestStreams implements DeviceStreams {
    private final Map<String, DeviceStream> byId = new TreeMap<>();

    void add(DeviceInfo info) {
        byId.put(info.deviceId(), new Described(info));
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

    private record Described(DeviceInfo info) implements DeviceStream {
        @Override
        public String deviceId() {
            return info.deviceId();
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
