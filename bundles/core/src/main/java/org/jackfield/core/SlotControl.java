// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Owner;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.ErrorRecord;

/** One slot as something that can be told what to do, by those to whom it belongs. Immutable. */
final class SlotControl implements ControlledDevice {
    /** LabDaemon's clients give up then too. */
    private static final Duration PATIENCE = Duration.ofSeconds(28);

    private final DeviceSlot slot;
    private final Owners owners;
    private final Refusals refusals;

    SlotControl(DeviceSlot slot, Owners owners, Refusals refusals) {
        this.slot = slot;
        this.owners = owners;
        this.refusals = refusals;
    }

    @Override
    public String deviceId() {
        return slot.deviceId();
    }

    @Override
    public DeviceInfo info() {
        return slot.info();
    }

    @Override
    public Diagnosis diagnosis() {
        return slot.diagnosis();
    }

    @Override
    public List<CommandInfo> commands() {
        return slot.commands();
    }

    @Override
    public Optional<Owner> owner() {
        return owners.of(deviceId());
    }

    @Override
    public void check(Caller caller) {
        owners.check(deviceId(), caller);
    }

    @Override
    public CompletionStage<CommandResult> call(Caller caller, CommandCall call) {
        PendingCall pending = new PendingCall(caller, call, this::check);
        try {
            pending.check();
            slot.tell(pending);
        } catch (ControlRefused e) {
            pending.fail(e);
        }
        return pending.answer();
    }

    @Override
    public CompletionStage<DeviceInfo> connect() {
        Instant before = slot.info().since();
        slot.park(false);
        return when(info -> isConnected(info) || hasFailed(info, before), PATIENCE, this::notConnected)
                .thenApply(info -> {
                    if (!isConnected(info)) {
                        throw slot.notConnected();
                    }
                    return info;
                });
    }

    private ControlRefused notConnected() {
        return refusals.connectionFailed(
                "it is " + slot.info().state().wireName() + " for more than " + PATIENCE.toSeconds() + " s");
    }

    private static boolean isConnected(DeviceInfo info) {
        return info.state() == DeviceState.CONNECTED || info.state() == DeviceState.STREAMING;
    }

    /** Whether it has failed again, or nobody is there who could try. */
    private static boolean hasFailed(DeviceInfo info, Instant before) {
        return info.driver().isEmpty()
                || (info.state() == DeviceState.FAULT && !info.since().equals(before));
    }

    @Override
    public CompletionStage<DeviceInfo> disconnect(Caller caller) {
        try {
            check(caller);
        } catch (ControlRefused e) {
            return CompletableFuture.failedFuture(e);
        }
        slot.park(true);
        return when(
                info -> info.state() == DeviceState.DISCONNECTED || info.state() == DeviceState.OFFLINE,
                slot.queue().patience(),
                this::notDisconnected);
    }

    /** What was refused does not happen later: the wish is taken back. */
    private ControlRefused notDisconnected() {
        ControlRefused refused = refusals.disconnectionFailed(
                "it is " + slot.info().state().wireName() + "; " + slot.queue().noTurn());
        slot.park(false);
        return refused;
    }

    /** When the device is in such a state; every change of it is a frame, and with every frame it is looked at. */
    private CompletableFuture<DeviceInfo> when(
            Predicate<DeviceInfo> wanted, Duration patience, Supplier<ControlRefused> failed) {
        CompletableFuture<DeviceInfo> reached = new CompletableFuture<>();
        Runnable look = () -> {
            DeviceInfo info = slot.info();
            if (wanted.test(info)) {
                reached.complete(info);
            }
        };
        Subscription subscription = slot.onFrames(look);
        CompletableFuture<?> unused = reached.whenComplete((info, failure) -> subscription.close());
        look.run();
        // Async: the device's thread must not do what callers do then.
        return reached.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).handleAsync((info, failure) -> {
            if (info == null) {
                throw failed.get();
            }
            return info;
        });
    }

    @Override
    public void stopStream() {
        slot.mute();
    }

    @Override
    public Optional<ErrorRecord> forgetError() {
        return slot.forgetError();
    }
}
