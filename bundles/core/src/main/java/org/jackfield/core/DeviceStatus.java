// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.ControlRefused;
import org.jackfield.device.DeviceDescription;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a device is and does at present, and the one place from which its readers are told. Guarded by its
 * slot's monitor.
 */
final class DeviceStatus {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceStatus.class);
    private static final DeviceDescription UNKNOWN = new DeviceDescription("unknown", "", "", List.of());

    private final DeviceHub hub;
    private final Errors errors;
    private final Journal journal;
    private DeviceState state = DeviceState.OFFLINE;
    private Instant since;
    private DeviceDescription description = UNKNOWN;
    private List<CommandInfo> commands = List.of();
    private Optional<ErrorRecord> lastError = Optional.empty();
    /** What became of the driver that was to serve it last, in words. */
    private String left = "";

    private boolean removed;
    /** How the latest attempt has failed; empty since one has not. */
    private String failing = "";
    /** What was told last; null when something has changed since. Read without the monitor. */
    private volatile @Nullable DeviceInfo known;

    DeviceStatus(DeviceHub hub, Errors errors, Journal journal) {
        this.hub = hub;
        this.journal = journal;
        this.errors = errors;
        this.since = errors.now();
        tell(Optional.empty(), Optional.empty()); // every reader finds a first status
    }

    Instant now() {
        return errors.now();
    }

    DeviceState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    /** The device as it is since the last change, with nothing counted; null when that must be told anew. */
    @Nullable
    DeviceInfo known() {
        return known;
    }

    /** Something has changed that others know of. */
    void forget() {
        known = null;
    }

    /** The device at this moment, with what others know of it and nothing counted. */
    DeviceInfo info(boolean streams, Optional<DriverInfo> driver, List<String> refusals) {
        DeviceInfo info = new DeviceInfo(
                errors.deviceId(),
                description.equals(UNKNOWN) ? "" : description.type(),
                description.vendor(),
                description.model(),
                description.channels(),
                streams,
                state,
                since,
                driver,
                lastError,
                refusals,
                0,
                0,
                0);
        known = info;
        return info;
    }

    /** The same with what changes all the time. */
    static DeviceInfo counted(DeviceInfo info, int readers, long nextSequence, long refusedSamples) {
        return new DeviceInfo(
                info.deviceId(),
                info.type(),
                info.vendor(),
                info.model(),
                info.channels(),
                info.streams(),
                info.state(),
                info.since(),
                info.driver(),
                info.lastError(),
                info.refused(),
                readers,
                nextSequence,
                refusedSamples);
    }

    void described(DeviceDescription told, List<CommandInfo> understood) {
        description = told;
        commands = understood;
        forget();
    }

    List<CommandInfo> commands() {
        return commands;
    }

    /** Forgets the latest error and says what it was. */
    Optional<ErrorRecord> forgetError() {
        Optional<ErrorRecord> forgotten = lastError;
        lastError = Optional.empty();
        forget();
        return forgotten;
    }

    /** What it is doing now, and why if it does not work: errors of the past are not the reason. */
    String words() {
        return switch (state) {
            case OFFLINE -> "it is offline, no driver serves it" + (left.isEmpty() ? "" : " since " + left);
            case DISCONNECTED -> "it is disconnected until somebody connects it again";
            case FAULT ->
                "it is in fault"
                        + lastError
                                .map(error -> ", " + error.type() + ": " + error.message())
                                .orElse("");
            default -> "it is " + state.wireName();
        };
    }

    /** What is answered to those who want it to be told something while that cannot be. */
    ControlRefused refusal(Refusals refusals) {
        return refusal(refusals, refusals::notConnected);
    }

    /**
     * What is answered to those who want something of it while that cannot be.
     *
     * @param otherwise words it if there is a driver that could do it
     */
    ControlRefused refusal(Refusals refusals, Function<String, ControlRefused> otherwise) {
        if (removed) {
            return refusals.notFound();
        }
        return state == DeviceState.OFFLINE ? refusals.offline(words()) : otherwise.apply(words());
    }

    /** Its driver serves it no longer, and why. */
    void left(String words) {
        left = words;
    }

    /** It is to be no more. */
    void removed() {
        removed = true;
    }

    /** Whether this attempt has failed otherwise than the one before. */
    boolean isNews(String failed) {
        boolean news = !failed.equals(failing);
        failing = failed;
        return news;
    }

    void enter(DeviceState entered, Optional<DriverInfo> driver) {
        if (entered == DeviceState.CONNECTED || entered == DeviceState.STREAMING) {
            failing = "";
        }
        if (entered != state) {
            change(entered);
            tell(driver, Optional.empty());
        }
    }

    /**
     * The driver has failed.
     *
     * @param starting whether its stream would not start
     */
    void fault(Throwable failure, boolean starting, Optional<DriverInfo> driver) {
        ErrorRecord error = noted(failure);
        change(DeviceState.FAULT);
        tell(driver, Optional.of(error));
        if (starting) {
            hub.streamError(error);
        }
    }

    /** Something went wrong that readers need not hear of. */
    ErrorRecord noted(Throwable failure) {
        return noted(errors.device(failure));
    }

    /** A command has failed. */
    ErrorRecord commandFailed(String method, Throwable failure) {
        ErrorRecord error = noted(errors.command(method, failure));
        journal.record("device_error", errors.deviceId(), Map.of("method", method, "error", words(error)));
        return error;
    }

    private ErrorRecord noted(ErrorRecord error) {
        lastError = Optional.of(error);
        forget();
        return error;
    }

    /** A sample was refused; the device goes on. */
    void refused(SampleRefused refusal, Optional<DriverInfo> driver) {
        lastError = Optional.of(errors.refused(refusal));
        forget();
        tell(driver, lastError);
    }

    private void change(DeviceState entered) {
        if (entered != state) {
            LOG.info("{}: {}", errors.deviceId(), entered.wireName());
        }
        state = entered;
        commands = entered == DeviceState.OFFLINE ? List.of() : commands; // nobody is there who understood them
        since = errors.now();
        forget();
    }

    private void tell(Optional<DriverInfo> driver, Optional<ErrorRecord> error) {
        hub.status(state, driver, error);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("state", state.wireName());
        facts.put("driver", driver.map(d -> d.name() + " " + d.version()).orElse(null));
        facts.put("error", error.map(DeviceStatus::words).orElse(null));
        journal.record("device_state", errors.deviceId(), facts);
    }

    private static Map<String, String> words(ErrorRecord error) {
        return Map.of("type", error.type(), "message", error.message());
    }
}
