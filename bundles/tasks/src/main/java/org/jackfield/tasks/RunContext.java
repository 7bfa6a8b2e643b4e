// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlledDevice;
import org.jackfield.device.StreamSettings;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jackfield.task.Sample;
import org.jackfield.task.Task;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** A task's hands, or those of a part of it. */
final class RunContext implements TaskContext, AutoCloseable {
    private static final int MAX_PARTS = 100;
    private static final double SLOWEST = 0.001;

    /** Takes what a task tells of its progress. */
    interface Teller {
        void tell(double fraction, String text);

        /** The same for a part, which is that much of the whole. */
        default Teller part(double from, double to) {
            return (fraction, text) -> tell(fraction < 0 ? fraction : from + Math.min(fraction, 1) * (to - from), text);
        }
    }

    /**
     * What is the same for all parts.
     *
     * @param failed told when a callback fails
     * @param begun told of every file that is begun
     */
    record Ground(String taskId, Set<String> devices, House house, Consumer<Throwable> failed, Consumer<Path> begun) {}

    private final Ground ground;
    private final Gate gate;
    private final Teller teller;
    private final Scope scope;

    RunContext(Ground ground, Gate gate, Teller teller) {
        this.ground = ground;
        this.gate = gate;
        this.teller = teller;
        this.scope = new Scope(ground.taskId());
    }

    @Override
    public String taskId() {
        return ground.taskId();
    }

    @Override
    public boolean isCancelled() {
        return gate.cancelled() != null;
    }

    @Override
    public void checkpoint() throws InterruptedException {
        gate.pass();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        gate.sleepUntil(gate.active() + TaskTime.nanos(time));
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(gate.active());
    }

    @Override
    public void progress(double fraction, String text) {
        teller.tell(fraction, text);
    }

    @Override
    public void event(String event, Map<String, ? extends @Nullable Object> facts) {
        house().journal().record(event, ground.taskId(), Plain.copyMap("an event", facts, 64 * 1024));
    }

    @Override
    public Path file(String extension) {
        Path file = ResultFiles.create(house().data().resolve("results"), ground.taskId(), extension);
        ground.begun().accept(file);
        return file;
    }

    private House house() {
        return ground.house();
    }

    @Override
    public Optional<DeviceInfo> device(String deviceId) {
        return house().streams().find(deviceId).map(DeviceStream::info);
    }

    @Override
    public CommandResult call(String deviceId, CommandCall call) throws InterruptedException {
        gate.pass();
        ControlledDevice device = house().devices()
                .find(deviceId)
                .orElseThrow(
                        () -> Refusals.deviceNotFound(deviceId, house().time().now()));
        Future<CommandResult> result =
                device.call(Caller.task(ground.taskId()), call).toCompletableFuture();
        try {
            return result.get();
        } catch (InterruptedException e) {
            gate.throwIfCancelled();
            throw e;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof CompletionException wrapper && wrapper.getCause() != null) {
            cause = wrapper.getCause();
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private DeviceStream stream(String deviceId, View view) {
        DeviceStream stream = house().streams()
                .find(deviceId)
                .orElseThrow(
                        () -> Refusals.deviceNotFound(deviceId, house().time().now()));
        return view.equals(View.WHOLE) ? stream : stream.view(view);
    }

    @Override
    public FrameCursor read(String deviceId, View view, StartAt start) {
        return scope.add(new Reading(stream(deviceId, view), start, gate, scope::forget));
    }

    @Override
    public @Nullable Frame await(FrameCursor cursor, Duration patience) throws InterruptedException {
        if (!(cursor instanceof Reading reading)) {
            throw new IllegalArgumentException("cursor must be one that read() has given");
        }
        return reading.await(patience);
    }

    @Override
    public Sample sample(Frame frame) {
        return Samples.of(frame);
    }

    @Override
    public Subscription startStreaming(String deviceId, Consumer<Frame> callback, StreamSettings settings) {
        View view = new View(Set.of(), 0, 1, 0, Math.max(settings.sampleRate(), SLOWEST));
        StreamPump pump =
                new StreamPump(ground.taskId(), stream(deviceId, view), gate, callback, ground.failed(), scope::forget);
        return scope.add(pump).start();
    }

    @Override
    public @Nullable Object run(Task part, double from, double to) throws Exception {
        gate.pass();
        requireOwn(part);
        try (RunContext context = new RunContext(ground, gate, teller.part(from, to))) {
            return part.run(context);
        }
    }

    @Override
    public List<@Nullable Object> runAll(List<? extends Task> parts) throws Exception {
        if (parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException(
                    "at most " + MAX_PARTS + " parts run side by side, were " + parts.size());
        }
        gate.pass();
        parts.forEach(this::requireOwn);
        SharedTeller shared = new SharedTeller(teller, parts.size());
        return new Parts(ground.taskId(), gate, parts)
                .run((partGate, part) -> new RunContext(ground, partGate, shared.of(part)));
    }

    private void requireOwn(Task part) {
        Set<String> wanted = part.devices();
        if (!ground.devices().containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "a part may use the devices of its task, " + ground.devices() + "; this one wants " + wanted);
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
