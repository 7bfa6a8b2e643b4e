// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which driver is plugged in, and which is to be next. A handover goes: prepare the successor beside the one that
 * serves, close that one, and when it has let go, let the successor go.
 *
 * <p>Guarded by the slot's monitor, under which nothing waits and no driver is called.
 */
final class Plug {
    private static final Logger LOG = LoggerFactory.getLogger(Plug.class);

    /** What a plug needs of the slot it is in. */
    interface Place {
        DeviceRunner runner(Claim claim);

        /** Whether the claim's device is to stream. */
        boolean wanted(Claim claim);

        /** A driver is about to serve for the claim. */
        void plugged(Claim claim);

        /** Nobody serves. */
        void empty();
    }

    private final Place place;
    private final DeviceStatus status;
    private final Claims claims = new Claims();
    private @Nullable DeviceRunner serving;
    private @Nullable DeviceRunner successor;
    /** Let go on request, or for good. */
    private boolean out;
    /** Completed when nobody serves. */
    private CompletableFuture<@Nullable Void> released = CompletableFuture.completedFuture(null);

    Plug(Place place, DeviceStatus status) {
        this.place = place;
        this.status = status;
    }

    Claims claims() {
        return claims;
    }

    @Nullable
    DeviceRunner serving() {
        return serving;
    }

    boolean serves(DeviceRunner runner) {
        return runner == serving;
    }

    boolean isNext(DeviceRunner runner) {
        return runner == successor;
    }

    /** Who serves, or would if the device were not let go on request. */
    Optional<DriverInfo> driver() {
        Claim claim = serving != null ? serving.claim() : out ? claims.best() : null;
        return Optional.ofNullable(claim).map(Claim::driver);
    }

    CompletableFuture<@Nullable Void> released() {
        return released;
    }

    void add(Claim claim) {
        claims.add(claim);
        reconsider();
    }

    /** Completed when the claim's driver is no longer called, or given up. */
    CompletableFuture<@Nullable Void> remove(Claim claim) {
        if (claim.equals(claims.best())) {
            status.left(claim.label() + (claim.leavesWithDriver() ? " has left" : " no longer offers it"));
        }
        claims.remove(claim);
        DeviceRunner current = serving;
        boolean mine = current != null && current.claim().equals(claim);
        CompletableFuture<@Nullable Void> done = mine ? released : CompletableFuture.completedFuture(null);
        reconsider();
        if (mine && current != null) {
            current.abortCommand();
        }
        return done;
    }

    /** Takes the driver out of the device, or lets one in again. */
    void out(boolean wish) {
        boolean takenBack = out && !wish;
        out = wish;
        DeviceRunner current = serving;
        if (takenBack && current != null && current.claim().equals(claims.best())) {
            current.wishes().reopen(); // it may not have come to that yet
        }
        reconsider();
    }

    boolean isOut() {
        return out;
    }

    /** Brings what runs in line with what is claimed; called after every change of either. */
    private void reconsider() {
        status.forget();
        Claim best = out ? null : claims.best();
        DeviceRunner next = successor;
        if (next != null && !next.claim().equals(best)) {
            next.close();
            successor = null;
        }
        DeviceRunner current = serving;
        if (current == null) {
            plugIn(best);
        } else if (!current.wishes().closing() && !current.claim().equals(best)) {
            replace(current, best);
        }
    }

    private void plugIn(@Nullable Claim best) {
        DeviceRunner next = successor;
        successor = null;
        if (best == null) {
            place.empty();
            return;
        }
        place.plugged(best);
        released = new CompletableFuture<>();
        DeviceRunner runner = next == null ? place.runner(best) : next;
        serving = runner;
        runner.wishes().want(place.wanted(best));
        runner.wishes().go();
        if (next == null) {
            runner.start();
        }
    }

    private void replace(DeviceRunner current, @Nullable Claim best) {
        if (best == null || !claims.contains(current.claim())) {
            current.close();
        } else if (successor == null) {
            DeviceRunner next = place.runner(best);
            successor = next;
            next.start(); // and hear of it in prepared()
        }
    }

    /** A successor is there; or it is not, because of {@code failure}. */
    void prepared(DeviceRunner runner, @Nullable Throwable failure) {
        DeviceRunner current = serving;
        if (runner != successor || current == null) {
            return;
        }
        if (failure == null) {
            status.enter(DeviceState.HANDOVER, Optional.of(runner.claim().driver()));
            current.close();
        } else {
            passOver(runner, failure);
        }
    }

    void passOver(DeviceRunner next, Throwable failure) {
        LOG.error(
                "{}: {} could not be activated and does not take over: {}",
                next.claim().deviceId(),
                next.claim().label(),
                Errors.told(failure));
        ErrorRecord unused = status.noted(failure);
        claims.unfit(next.claim());
        next.close();
        successor = null;
        reconsider();
    }

    /** The runner has let go; what is to be completed when that is all settled. */
    CompletableFuture<@Nullable Void> closed(DeviceRunner runner) {
        if (runner != serving) {
            return CompletableFuture.completedFuture(null);
        }
        serving = null;
        CompletableFuture<@Nullable Void> done = released;
        reconsider();
        return done;
    }
}
