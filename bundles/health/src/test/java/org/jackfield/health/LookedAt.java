// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Owner;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** A device that is looked at and not touched. */
record LookedAt(DeviceInfo info, Diagnosis diagnosis) implements DeviceStream, ControlledDevice {
    static UnsupportedOperationException mistake() {
        return new UnsupportedOperationException("a check looks and does not touch");
    }

    @Override
    public String deviceId() {
        return info.deviceId();
    }

    @Override
    public FrameCursor read(StartAt start) {
        throw mistake();
    }

    @Override
    public DeviceStream view(View view) {
        throw mistake();
    }

    @Override
    public Subscription onFrames(Runnable wake) {
        throw mistake();
    }

    @Override
    public List<CommandInfo> commands() {
        throw mistake();
    }

    @Override
    public Optional<Owner> owner() {
        throw mistake();
    }

    @Override
    public void check(Caller caller) {
        throw mistake();
    }

    @Override
    public CompletionStage<CommandResult> call(Caller caller, CommandCall call) {
        throw mistake();
    }

    @Override
    public CompletionStage<DeviceInfo> connect() {
        throw mistake();
    }

    @Override
    public CompletionStage<DeviceInfo> disconnect(Caller caller) {
        throw mistake();
    }

    @Override
    public void stopStream() {
        throw mistake();
    }

    @Override
    public Optional<ErrorRecord> forgetError() {
        throw mistake();
    }
}
