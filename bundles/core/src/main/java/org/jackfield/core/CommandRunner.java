// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.util.List;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.core.DriverCall.CutOff;
import org.jackfield.device.Device;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;

/**
 * Does what one driver instance is told to. Used by its runner's thread, but for {@link #hangs}, which the
 * clock's calls.
 */
final class CommandRunner {
    /** Hears of what a driver has thrown, and words it. */
    @FunctionalInterface
    interface Failures {
        ErrorRecord noted(String method, Throwable failure);
    }

    /** One result's JSON. */
    private static final int RESULT_BYTES = 16 << 20;

    private final CommandQueue queue;
    private final Refusals refusals;
    private final DriverCalls calls;
    private final Failures failures;
    private volatile CommandTable table;
    private volatile @Nullable PendingCall present;

    CommandRunner(CommandQueue queue, DriverCalls calls, Failures failures) {
        this.queue = queue;
        this.refusals = queue.refusals();
        this.calls = calls;
        this.failures = failures;
        this.table = CommandTable.NONE;
    }

    /** Learns what the driver's object can be told. */
    List<CommandInfo> learn(Device device) {
        table = CommandTable.of(device);
        return table.infos();
    }

    /** Takes one call, if one waits; whether there was one. */
    boolean takeOne(Device device) {
        PendingCall call = queue.poll();
        if (call == null) {
            return false;
        }
        present = call;
        try {
            run(device, call);
        } finally {
            present = null;
            queue.done();
        }
        return true;
    }

    /** Refuses what the driver does not understand; before it has been asked what it does, nothing. */
    void judge(CommandCall call) {
        CommandTable known = table;
        if (known != CommandTable.NONE) {
            @Nullable Object[] unused = arguments(command(known, call), call);
        }
    }

    private DeviceCommand command(CommandTable known, CommandCall call) {
        return known.find(call.method()).orElseThrow(() -> refusals.noMethod(call.method()));
    }

    private @Nullable Object[] arguments(DeviceCommand command, CommandCall call) {
        try {
            return command.bind(call);
        } catch (IllegalArgumentException e) {
            throw refusals.invalid("InvalidArguments", String.valueOf(e.getMessage()));
        }
    }

    /** Judged again: while it waited, the driver may have been swapped and the device have become another's. */
    private void run(Device device, PendingCall pending) {
        String method = pending.call().method();
        DeviceCommand command;
        @Nullable Object[] arguments;
        try {
            pending.check();
            command = command(table, pending.call());
            arguments = arguments(command, pending.call());
        } catch (ControlRefused e) {
            pending.fail(e);
            return;
        }
        try {
            pending.succeed(plain(calls.command(
                    "command " + method, command.info().timeout(), () -> command.invoke(device, arguments))));
        } catch (Throwable e) { // a driver's Error must be as visible as its exceptions
            pending.fail(failed(method, e));
        }
    }

    private static CommandResult plain(@Nullable Object result) throws IOException {
        if (result == null) {
            return new CommandResult(null);
        }
        BoundedBuffer json = new BoundedBuffer(RESULT_BYTES);
        PayloadWriter.write(result, json);
        return new CommandResult(PlainJson.parse(json.toBytes()));
    }

    private ControlRefused failed(String method, Throwable failure) {
        if (failure instanceof CutOff) {
            return refusals.cutOff(method, String.valueOf(failure.getMessage())); // no fault of the device's
        }
        Reason reason = failure instanceof RuntimeException ? Reason.DEVICE_REFUSED : Reason.DEVICE_FAILED;
        return new ControlRefused(reason, failures.noted(method, failure));
    }

    /** A command does not come back: its caller is not to wait any longer. */
    void hangs(Throwable hanging) {
        PendingCall call = present;
        if (call != null) {
            call.fail(failed(call.call().method(), hanging));
        }
    }
}
