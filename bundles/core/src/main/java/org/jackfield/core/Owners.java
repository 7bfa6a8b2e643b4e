// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jackfield.control.Caller;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.Devices.Hold;
import org.jackfield.control.Lease;
import org.jackfield.control.Owner;
import org.jackfield.event.Journal;
import org.jspecify.annotations.Nullable;

/**
 * To whom each device belongs for the moment. Any thread; all under the monitor, so that many devices are claimed
 * together or not at all.
 */
final class Owners {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int TOKEN_BYTES = 16;

    private final Clock clock;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Held> held = new HashMap<>();

    /** Who has it and what shows that a caller is that one. */
    private record Held(Owner owner, String key) {}

    Owners(Clock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    synchronized Optional<Owner> of(String deviceId) {
        return Optional.ofNullable(present(deviceId)).map(Held::owner);
    }

    private @Nullable Held present(String deviceId) {
        Held now = held.get(deviceId);
        if (now != null
                && now.owner
                        .until()
                        .filter(until -> !until.isAfter(clock.instant()))
                        .isPresent()) {
            held.remove(deviceId);
            freed(deviceId);
            return null;
        }
        return now;
    }

    /** Makes sure that nobody else has the device. */
    synchronized void check(String deviceId, Caller caller) {
        Held now = present(deviceId);
        if (now == null || (now.owner.kind() == caller.kind() && now.key.equals(caller.key()))) {
            return;
        }
        boolean mistaken = now.owner.kind() == Owner.Kind.LEASE
                && caller.kind() == Owner.Kind.LEASE
                && !caller.key().isEmpty();
        throw mistaken
                ? refusals(deviceId).wrongToken(now.owner)
                : refusals(deviceId).inUse(now.owner);
    }

    private Refusals refusals(String deviceId) {
        return new Refusals(deviceId, clock);
    }

    /** All of them or none. */
    synchronized Hold claim(String taskId, Set<String> deviceIds) {
        Set<String> all = new TreeSet<>(deviceIds);
        for (String id : all) {
            Held now = present(id);
            if (now != null) {
                throw refusals(id).inUse(now.owner);
            }
        }
        Held mine = new Held(new Owner(Owner.Kind.TASK, taskId, clock.instant(), Optional.empty()), taskId);
        all.forEach(id -> give(id, mine));
        return () -> free(all, mine);
    }

    private synchronized void free(Set<String> deviceIds, Held whose) {
        for (String id : deviceIds) {
            if (held.remove(id, whose)) {
                freed(id);
            }
        }
    }

    private void give(String deviceId, Held whose) {
        held.put(deviceId, whose);
        journal.record(
                "device_owned", deviceId, Map.of("kind", whose.owner.kind().wireName(), "owner", whose.owner.name()));
    }

    private void freed(String deviceId) {
        journal.record("device_freed", deviceId, Map.of());
    }

    /** For the first time or longer. */
    synchronized Lease lease(String deviceId, String holder, String token, Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw refusals(deviceId)
                    .invalid(
                            "InvalidRequest",
                            "a lease lasts from 1 to " + LONGEST.toSeconds() + " seconds, asked for "
                                    + time.toSeconds());
        }
        Caller caller = caller(deviceId, holder, token);
        check(deviceId, caller);
        Held before = present(deviceId);
        if (before == null && !token.isEmpty()) {
            throw refusals(deviceId).noLease();
        }
        Instant now = clock.instant();
        Instant since = before == null ? now : before.owner.since();
        String key = before == null ? newToken() : before.key;
        Owner owner = new Owner(Owner.Kind.LEASE, holder, since, Optional.of(now.plus(time)));
        give(deviceId, new Held(owner, key));
        return new Lease(key, owner);
    }

    private Caller caller(String deviceId, String holder, String token) {
        try {
            return new Caller(holder, token);
        } catch (IllegalArgumentException e) {
            ControlRefused refused =
                    refusals(deviceId).invalid("InvalidRequest", "holder: " + String.valueOf(e.getMessage()));
            refused.addSuppressed(e);
            throw refused;
        }
    }

    private String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    synchronized void release(String deviceId, String token) {
        Held now = present(deviceId);
        if (now == null || now.owner.kind() != Owner.Kind.LEASE) {
            throw refusals(deviceId).noLease();
        }
        if (!now.key.equals(token)) {
            throw refusals(deviceId).notTheLease();
        }
        held.remove(deviceId);
        freed(deviceId);
    }
}
