// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandResult;
import org.jackfield.device.StreamSettings;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
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

    /** Tells everybody that something has happened, in {@code /stream/events}. */
    void event(String event, Object facts);

    /** Calls a command and waits for its result. */
    CommandResult call(String deviceId, CommandCall call) throws InterruptedException;

    /** Begins to read a device; ends with the task at the latest. */
    FrameCursor read(String deviceId, StartAt start);

    /** The next data frame of a cursor, or null if none has come within that time. */
    @Nullable
    Frame await(FrameCursor cursor, Duration patience) throws InterruptedException;

    /**
     * Has every sample of a device handed to {@code callback}, on one thread of the task's.
     *
     * @param settings the rate, among others: samples that come faster are left out
     * @return ends it, which the end of the task does too
     */
    Subscription startStreaming(String deviceId, Consumer<Frame> callback, StreamSettings settings);

    /** Runs a part, in this thread, on the devices that this task has. */
    @Nullable
    Object run(Task part) throws Exception;

    /** Runs parts side by side; if one fails the others are cancelled, and this fails like the first. */
    List<@Nullable Object> runAll(List<? extends Task> parts) throws Exception;
}
