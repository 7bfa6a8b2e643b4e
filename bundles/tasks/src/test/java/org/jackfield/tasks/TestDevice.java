// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Owner;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** A device in memory, whose samples are the test's to make. */
final class TestDevice implements DeviceStream, ControlledDevice {
    final List<CommandCall> calls = new CopyOnWriteArrayList<>();
    final List<Caller> callers = new CopyOnWriteArrayList<>();
    final List<View> views = new CopyOnWriteArrayList<>();
    final AtomicInteger readers = new AtomicInteger();
    final AtomicInteger began = new AtomicInteger();
    volatile Function<CommandCall, Object> answer = call -> null;
    volatile DeviceState state = DeviceState.CONNECTED;

    private final String deviceId;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private long sequence;
    private volatile Optional<DriverInfo> driver = Optional.empty();
    private volatile List<Channel> channels = List.of();
    private volatile List<CommandInfo> commands = List.of();
    private volatile boolean stopped;

    TestDevice(String deviceId) {
        this.deviceId = deviceId;
    }

    TestDevice sample(Object payload) {
        return sample(ManualTime.NOON, payload);
    }

    synchronized TestDevice sample(Instant time, Object payload) {
        frames.add(TestFrame.data(deviceId, sequence++, time, String.valueOf(payload)));
        wakes.forEach(Runnable::run);
        return this;
    }

    synchronized void lose(int samples) {
        sequence += samples;
        frames.add(TestFrame.status(deviceId, sequence));
    }

    /** Has these as well. */
    TestDevice with(Channel... more) {
        channels = Stream.concat(channels.stream(), Stream.of(more)).toList();
        return this;
    }

    /** Has a driver that says what there is. */
    TestDevice described(List<String> channelNames, CommandInfo... offered) {
        driver = Optional.of(new DriverInfo("rig", "1.0.0", 7));
        channels = channelNames.stream().map(name -> Channel.scalar(name, "V")).toList();
        commands = List.of(offered);
        return this;
    }

    void awaitReaders(int count) {
        Until.holds(deviceId + " has " + count + " readers", () -> readers.get() == count && wakes.size() == count);
    }

    @Override
    public String deviceId() {
        return deviceId;
    }

    @Override
    public DeviceInfo info() {
        return new DeviceInfo(
                deviceId,
                "Test",
                "",
                "",
                channels,
                true,
                state,
                ManualTime.NOON,
                driver,
                Optional.empty(),
                List.of(),
                readers.get(),
                sequence,
                0);
    }

    @Override
    public FrameCursor read(StartAt start) {
        readers.incrementAndGet();
        began.incrementAndGet();
        return new Cursor(frames.size());
    }

    @Override
    public DeviceStream view(View view) {
        views.add(view);
        return this;
    }

    @Override
    public Subscription onFrames(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }

    @Override
    public List<CommandInfo> commands() {
        return commands;
    }

    @Override
    public void check(Caller caller) {
        throw new UnsupportedOperationException("nobody asks for that here");
    }

    @Override
    public Optional<Owner> owner() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<CommandResult> call(Caller caller, CommandCall call) {
        callers.add(caller);
        calls.add(call);
        try {
            return CompletableFuture.completedFuture(new CommandResult(answer.apply(call)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<DeviceInfo> connect() {
        return CompletableFuture.completedFuture(info());
    }

    @Override
    public CompletionStage<DeviceInfo> disconnect(Caller caller) {
        return CompletableFuture.completedFuture(info());
    }

    @Override
    public Diagnosis diagnosis() {
        return new Diagnosis(0, 0, 1, 1, 0, "", Optional.empty(), List.of());
    }

    @Override
    public synchronized void stopStream() {
        stopped = true;
        wakes.forEach(Runnable::run);
    }

    @Override
    public Optional<ErrorRecord> forgetError() {
        return Optional.empty();
    }

    private final class Cursor implements FrameCursor {
        private int next;
        private boolean closed;

        Cursor(int next) {
            this.next = next;
        }

        @Override
        public Frame next() {
            return next < frames.size() ? frames.get(next++) : null;
        }

        @Override
        public boolean hasEnded() {
            return stopped;
        }

        @Override
        public long lag() {
            return (long) frames.size() - next;
        }

        @Override
        public Place place() {
            return new Place(next, next);
        }

        @Override
        public void moveTo(Place place) {
            next = (int) place.position();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                readers.decrementAndGet();
            }
        }
    }
}
