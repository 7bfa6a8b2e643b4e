// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.ErrorRecord;
import org.osgi.framework.Bundle;

/**
 * Judges whether the devices of one driver version have arrived at the next. The moving itself is done by
 * whoever provides {@link DeviceStreams}, on seeing two services for one device.
 *
 * <p>What worked must work again; what did not work before is no fault of the new version.
 */
final class Handover {
    /** How far it has come. */
    sealed interface Progress {
        /** Go on waiting. */
        record Pending() implements Progress {}

        /**
         * Nothing is left to wait for.
         *
         * @param given up by the new version, which does not serve them
         */
        record Done(Set<String> given) implements Progress {}

        /**
         * It will not come to a good end.
         *
         * @param reason each device that is not where it should be
         */
        record Failed(String reason) implements Progress {}
    }

    private final DeviceStreams streams;
    private final Patience patience;
    private final Bundle predecessor;
    private final Map<String, Before> before = new TreeMap<>();
    private final Map<String, Instant> faults = new HashMap<>();
    private final Map<String, Long> firstNumbers = new HashMap<>();

    /** Notes how the devices are; to be made before the new version starts. */
    Handover(DeviceStreams streams, Patience patience, Bundle predecessor) {
        this.streams = streams;
        this.patience = patience;
        this.predecessor = predecessor;
        for (String id : DeviceClaims.of(predecessor).keySet()) {
            Optional<DeviceInfo> info = streams.find(id).map(DeviceStream::info);
            if (info.flatMap(DeviceInfo::driver)
                    .map(driver -> driver.bundleId() == predecessor.getBundleId())
                    .orElse(true)) {
                before.put(
                        id,
                        new Before(
                                info.map(DeviceInfo::state).orElse(DeviceState.OFFLINE),
                                info.flatMap(DeviceInfo::lastError),
                                info.map(DeviceInfo::nextSequence).orElse(0L)));
            }
        }
    }

    /** The version that the devices move away from. */
    Bundle predecessor() {
        return predecessor;
    }

    /**
     * How far the devices have come.
     *
     * @param began when the new version had started
     */
    Progress check(Bundle successor, Instant began, Instant now) {
        before.keySet().retainAll(DeviceClaims.of(predecessor).keySet()); // one may be deleted meanwhile
        Map<String, Boolean> claims = DeviceClaims.of(successor);
        Set<String> given = new TreeSet<>(before.keySet());
        given.removeAll(claims.keySet());
        boolean overdue = Duration.between(began, now).compareTo(patience.deadline()) >= 0;
        List<String> lacks = new ArrayList<>();
        boolean failed = false;
        boolean sampleDue = false;
        for (Map.Entry<String, Boolean> claim : claims.entrySet()) {
            String id = claim.getKey();
            Before was = before.get(id);
            Optional<DeviceInfo> info = streams.find(id).map(DeviceStream::info);
            info.filter(i -> isServedBy(i, successor)).ifPresent(i -> firstNumbers.putIfAbsent(id, i.nextSequence()));
            if (was == null || (info.isPresent() && arrived(info.get(), was, claim.getValue(), successor))) {
                faults.remove(id);
                if (was != null && isSilent(info, was, claim.getValue(), successor)) {
                    sampleDue = true;
                    if (overdue && hadSamples(id, was)) {
                        lacks.add(id + " streams under the new version, but no sample has come");
                    }
                }
            } else {
                lacks.add(id + " " + info.map(i -> words(i, was, successor)).orElse("has no stream"));
                failed |= info.isPresent() && stuckInFault(info.get(), successor, now);
            }
        }
        if (failed || (!lacks.isEmpty() && overdue)) {
            return new Progress.Failed(String.join("; ", lacks));
        }
        boolean settled = Duration.between(began, now).compareTo(patience.settle()) >= 0;
        return lacks.isEmpty() && (!sampleDue || overdue) && (given.isEmpty() || settled)
                ? new Progress.Done(given)
                : new Progress.Pending();
    }

    /** Whether a device that has to stream has not given a first sample under the new version. */
    private boolean isSilent(Optional<DeviceInfo> info, Before was, boolean autostart, Bundle successor) {
        if (info.isEmpty() || !mustStream(info.get(), was, autostart) || !isServedBy(info.get(), successor)) {
            return false;
        }
        return info.get().nextSequence() <= firstNumbers.getOrDefault(info.get().deviceId(), 0L);
    }

    /** Whether samples came so often before that the deadline is long enough for one. */
    private boolean hadSamples(String id, Before was) {
        return firstNumbers.getOrDefault(id, 0L) - was.nextSequence() > 1;
    }

    private static boolean mustStream(DeviceInfo info, Before was, boolean autostart) {
        return was.state() == DeviceState.STREAMING
                && info.state() != DeviceState.DISCONNECTED
                && info.streams()
                && (autostart || info.readers() > 0);
    }

    private static boolean arrived(DeviceInfo info, Before was, boolean autostart, Bundle successor) {
        boolean works = info.state() == DeviceState.STREAMING
                || info.state() == DeviceState.DISCONNECTED // as somebody wished
                || (!mustStream(info, was, autostart) && info.state() == DeviceState.CONNECTED);
        return isServedBy(info, successor)
                ? works || !was.worked()
                : !was.worked() && cannotBeActivated(info, successor);
    }

    /** What neither version can even make an object of says nothing about the new one. */
    private static boolean cannotBeActivated(DeviceInfo info, Bundle successor) {
        String label = successor.getSymbolicName() + " " + successor.getVersion();
        return info.refused().stream().anyMatch(refusal -> refusal.startsWith(label + " could not be activated"));
    }

    /** A first fault may be no more than hardware that had not yet noticed that the other instance let go. */
    private boolean stuckInFault(DeviceInfo info, Bundle successor, Instant now) {
        if (info.state() == DeviceState.FAULT && isServedBy(info, successor)) {
            faults.putIfAbsent(info.deviceId(), now);
        }
        Instant first = faults.get(info.deviceId());
        return first != null && Duration.between(first, now).compareTo(patience.fault()) >= 0;
    }

    private static boolean isServedBy(DeviceInfo info, Bundle bundle) {
        return info.driver()
                .map(driver -> driver.bundleId() == bundle.getBundleId())
                .orElse(false);
    }

    private static String words(DeviceInfo info, Before was, Bundle successor) {
        if (!isServedBy(info, successor)) {
            String refused = info.refused().isEmpty() ? "" : ": " + String.join("; ", info.refused());
            String held = info.state() == DeviceState.HANDOVER
                    ? ", because what it was doing has not ended in time: a command or its letting go"
                    : "";
            return "was not taken over" + held + refused;
        }
        String error = info.lastError()
                .filter(e -> !was.error().equals(Optional.of(e)))
                .map(Handover::words)
                .orElse("");
        return "is " + info.state().wireName() + " under the new version" + error;
    }

    private static String words(ErrorRecord error) {
        return ": " + error.type() + ": " + error.message();
    }

    /**
     * A device under the version before.
     *
     * @param state what it was doing
     * @param error its latest, which is not the new version's
     * @param nextSequence the number its next sample was to have
     */
    private record Before(DeviceState state, Optional<ErrorRecord> error, long nextSequence) {
        boolean worked() {
            return state != DeviceState.FAULT && state != DeviceState.OFFLINE && state != DeviceState.CONNECTING;
        }
    }
}
