// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** A device's stream as somebody wants to see it. */
record SlotView(DeviceSlot slot, View view) implements DeviceStream {
    @Override
    public String deviceId() {
        return slot.deviceId();
    }

    @Override
    public DeviceInfo info() {
        return slot.info();
    }

    @Override
    public FrameCursor read(StartAt start) {
        return slot.read(view, start, true);
    }

    @Override
    public DeviceStream view(View another) {
        return slot.view(another);
    }

    @Override
    public Subscription onFrames(Runnable wake) {
        return slot.onFrames(view, wake);
    }
}
