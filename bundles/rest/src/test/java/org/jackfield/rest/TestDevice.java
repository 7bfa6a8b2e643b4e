// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Owner;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;

/** A device that does what its test says; {@code gain} answers with what it was given. */
final class TestDevice implements ControlledDevice {
    static final Instant TIME = Instant.parse("2026-03-01T09:15:00.987Z");

    final List<Caller> callers = new CopyOnWriteArrayList<>();
    final List<CommandCall> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger stops = new AtomicInteger();
    volatile DeviceState state = DeviceState.CONNECTED;
    volatile Instant since = TIME;
    volatile boolean streams = true;
    volatile Optional<Owner> owner = Optional.empty();
    volatile String token = "";
    volatile Optional<ErrorRecord> error = Optional.empty();
    volatile Function<CommandCall, CompletionStage<CommandResult>> behaviour =
            call -> CompletableFuture.completedStage(new CommandResult(
                    call.positional().isEmpty()
                            ? call.named().get("db")
                            : call.positional().get(0)));
    volatile Function<DeviceState, CompletionStage<DeviceInfo>> transition = wanted -> {
        state = wanted;
        return CompletableFuture.completedStage(info());
    };
    private final String id;
    private final String type;

    TestDevice(String id, String type) {
        this.id = id;
        this.type = type;
    }

    static ControlRefused refused(Reason reason, String type, String origin, Map<String, String> context) {
        return new ControlRefused(reason, new ErrorRecord(type, "no " + type, origin, TIME, context, "at Driver"));
    }

    /** Its driver makes another object of it. */
    void begin(DeviceState next) {
        state = next;
        since = since.plusSeconds(1);
    }

    @Override
    public String deviceId() {
        return id;
    }

    @Override
    public DeviceInfo info() {
        return new DeviceInfo(
                id,
                type,
                "Acme",
                "PM100",
                List.of(Channel.scalar("power", "mW")),
                streams,
                state,
                since,
                Optional.empty(),
                error,
                List.of(),
                0,
                0,
                0);
    }

    @Override
    public List<CommandInfo> commands() {
        return List.of(
                new CommandInfo(
                        "set_gain",
                        List.of(new CommandInfo.Parameter(
                                "db",
                                CommandInfo.Type.NUMBER,
                                false,
                                3.0,
                                "dB",
                                "",
                                Optional.of(0.0),
                                Optional.of(60.0),
                                List.of())),
                        "Sets the gain.",
                        "dB",
                        Duration.ofSeconds(20)),
                new CommandInfo("reset", List.of(), "", "", Duration.ofSeconds(5)));
    }

    @Override
    public Optional<Owner> owner() {
        return owner;
    }

    @Override
    public void check(Caller caller) {
        owner.filter(held -> held.kind() != caller.kind() || !caller.key().equals(token))
                .ifPresent(held -> {
                    String key = held.kind() == Owner.Kind.TASK ? "task_id" : "holder";
                    throw refused(
                            Reason.CONFLICT, "DeviceInUse", "framework", Map.of("device_id", id, key, held.name()));
                });
    }

    @Override
    public CompletionStage<CommandResult> call(Caller caller, CommandCall call) {
        callers.add(caller);
        calls.add(call);
        try {
            check(caller);
        } catch (ControlRefused e) {
            return CompletableFuture.failedStage(e);
        }
        return behaviour.apply(call);
    }

    @Override
    public CompletionStage<DeviceInfo> connect() {
        return transition.apply(DeviceState.CONNECTED);
    }

    @Override
    public CompletionStage<DeviceInfo> disconnect(Caller caller) {
        callers.add(caller);
        return transition.apply(DeviceState.OFFLINE);
    }

    @Override
    public Diagnosis diagnosis() {
        return new Diagnosis(0, 0, 1, 1, 0, "", Optional.empty(), List.of());
    }

    @Override
    public void stopStream() {
        stops.incrementAndGet();
        state = DeviceState.CONNECTED;
    }

    @Override
    public Optional<ErrorRecord> forgetError() {
        Optional<ErrorRecord> was = error;
        error = Optional.empty();
        return was;
    }
}
