// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.ErrorRecord;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One device as something that can be told what to do. It is the device's name that is spoken to: calls wait
 * while one driver hands over to the next.
 *
 * <p>All methods return at once and may be called from any thread. What they promise to complete fails with a
 * {@link ControlRefused}.
 */
@ProviderType
public interface ControlledDevice {
    /** The device's name. */
    String deviceId();

    /** What is known of the device now. */
    DeviceInfo info();

    /** How its stream and its driver fare now. Looks at the driver's thread: for people, not for every sample. */
    Diagnosis diagnosis();

    /** What it can be told to do, by name; empty while no driver is there, or before it was asked. */
    List<CommandInfo> commands();

    /** Who has it for itself. */
    Optional<Owner> owner();

    /**
     * Makes sure that nobody else has the device; for what is done to it by others than itself, such as a change of its
     * configuration.
     *
     * @throws ControlRefused {@code DeviceInUse}
     */
    void check(Caller caller);

    /**
     * Calls a command, after those that were called before.
     *
     * @return its result as plain values, the way {@code Jackson} reads JSON; fails with {@code DeviceInUse},
     *     {@code MethodNotFound}, {@code InvalidArguments}, {@code DeviceNotConnectedError}, {@code DeviceOffline} if no driver serves it, {@code DeviceBusy} if it
     *     had to wait too long, {@code CommandCutOff} if the driver or the device was changed or removed meanwhile, or
     *     what the driver threw
     */
    CompletionStage<CommandResult> call(Caller caller, CommandCall call);

    /**
     * Takes back {@link #disconnect}: the driver may reach for the hardware again.
     *
     * @return completed when it has; fails with {@code DeviceConnectionError}, or {@code DeviceOffline} if no driver serves it
     */
    CompletionStage<DeviceInfo> connect();

    /**
     * Lets go of the hardware until {@link #connect}. Readers stay. A command under way is not cut short: this waits
     * as long for its turn as commands do, and is taken back when it does not come.
     *
     * @return completed when it is let go; fails with {@code DeviceInUse} or {@code DeviceDisconnectionError}
     */
    CompletionStage<DeviceInfo> disconnect(Caller caller);

    /**
     * Stops the device at once, and ends the stream of all who read this device alone: clients, listeners and tasks
     * alike have read its end. Whoever reads many devices keeps the others, is told that this one is
     * {@code connected}, and gets its samples again when it streams again, which it does for the next who begins to
     * read it.
     */
    void stopStream();

    /**
     * Forgets the latest error.
     *
     * @return what it was
     */
    Optional<ErrorRecord> forgetError();
}
