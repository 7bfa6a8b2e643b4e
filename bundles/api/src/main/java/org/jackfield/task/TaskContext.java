// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandResult;
import org.jackfield.device.StreamSettings;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a running task has to work with. Its waiting methods end with {@link TaskCancelled} when it is cancelled and
 * stand still while it is paused; they are the task's own thread's, everything else is any thread's.
 */
@ProviderType
public interface TaskContext {
    /** The task's name. */
    String taskId();

    /** Whether it is to end. */
    boolean isCancelled();

    /** The place where a task can be paused and cancelled: returns at once, or when it may go on. */
    void checkpoint() throws InterruptedException;

    /** Waits so long, apart from pauses. */
    void sleep(Duration time) throws InterruptedException;

    /**
     * Tells people how far it is.
     *
     * @param fraction from 0 to 1; negative if that cannot be said
     * @param text what it is doing
     */
    void progress(double fraction, String text);

    /**
     * Tells everybody that something has happened, in {@code /stream/events}, with the task as subject.
     *
     * @param event letters and {@code _}; what ends in {@code _progress} is not kept for long
     * @param facts plain values
     */
    void event(String event, Map<String, ? extends @Nullable Object> facts);

    /** How long it has run, apart from pauses. */
    Duration elapsed();

    /**
     * A new file for what is too large for a result, below {@code data/results} and named after the task. It stays
     * when the task is forgotten, and is named in the record of a task that a crash has interrupted.
     *
     * @param extension without the dot: {@code ndjson}
     */
    Path file(String extension);

    /** What is known of a device now; empty if there is none of that name. */
    Optional<DeviceInfo> device(String deviceId);

    /** Calls a command and waits for its result. */
    CommandResult call(String deviceId, CommandCall call) throws InterruptedException;

    /** Begins to read a device; ends with the task at the latest. */
    default FrameCursor read(String deviceId, StartAt start) {
        return read(deviceId, View.WHOLE, start);
    }

    /**
     * Begins to read less of a device; ends with the task at the latest.
     *
     * @throws org.jackfield.control.ControlRefused {@code DeviceNotFound}
     * @throws IllegalArgumentException if the device has no channel that the view asks for
     */
    FrameCursor read(String deviceId, View view, StartAt start);

    /**
     * The next data frame of a cursor of {@link #read}, or null if none has come within that time, apart from pauses.
     * What came during a pause is left out; the numbers of the frames tell.
     *
     * @throws org.jackfield.stream.StreamEndedException if the stream was stopped for all who read it; it can be read
     *     anew
     */
    @Nullable
    Frame await(FrameCursor cursor, Duration patience) throws InterruptedException;

    /** What a data frame says. */
    Sample sample(Frame frame);

    /**
     * Has every sample of a device handed to {@code callback}, on one thread of the task's. If it throws, the task
     * fails with that; it fails too if the stream is stopped for all who read it.
     *
     * @param settings the rate, among others: samples that come faster are left out
     * @return ends it, which the end of the task does too
     */
    Subscription startStreaming(String deviceId, Consumer<Frame> callback, StreamSettings settings);

    /** Runs a part, in this thread, on the devices that this task has. */
    default @Nullable Object run(Task part) throws Exception {
        return run(part, 0, 1);
    }

    /**
     * Runs a part, in this thread, on the devices that this task has.
     *
     * @param from how far the whole is when the part begins
     * @param to how far it is when the part has ended
     */
    @Nullable
    Object run(Task part, double from, double to) throws Exception;

    /**
     * Runs parts side by side, each on a thread of its own, on the devices that this task has; if one fails the others
     * are cancelled, and this fails like the first.
     *
     * @return their results in the order of the parts
     */
    List<@Nullable Object> runAll(List<? extends Task> parts) throws Exception;
}
