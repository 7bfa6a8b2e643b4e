// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jackfield.device.DeviceDescription;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one device in the panel: its hub and readers, which stay, and the claims of drivers to serve
 * it, of which the best is plugged in.
 *
 * <p>Claims, readers and runners report from any thread; all state is under the monitor, where nothing waits
 * and no driver is called; readers are woken outside of it. A handover goes: prepare the successor beside the one that serves, close that
 * one, and when it has let go, let the successor go.
 */
final class DeviceSlot implements DeviceStream, DeviceRunner.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSlot.class);

    private final String deviceId;
    private final DeviceHub hub;
    private final RunnerFactory runners;
    private final DeviceStatus status;
    private final SampleReports reports = new SampleReports(this::sampleRefused);
    private final Claims claims = new Claims();

    private @Nullable DeviceRunner serving;
    private @Nullable DeviceRunner successor;
    /** Completed when nobody serves. */
    private CompletableFuture<@Nullable Void> released = CompletableFuture.completedFuture(null);

    private final SlotReaders readers;
    private final SlotViews views;
    private boolean ended;

    DeviceSlot(String deviceId, DeviceHub hub, RunnerFactory runners, Errors errors) {
        this.deviceId = deviceId;
        this.hub = hub;
        this.runners = runners;
        this.status = new DeviceStatus(hub, errors);
        this.readers = new SlotReaders(hub, this, this::demandChanged);
        this.views = new SlotViews(hub, readers, () -> info().channels());
    }

    /** False if the slot has ended and a new one is to be made. */
    boolean add(Claim claim) {
        synchronized (this) {
            if (ended) {
                return false;
            }
            claims.add(claim);
            if (!claim.equals(claims.best())) {
                LOG.warn("{}: {} is refused: {}", deviceId, claim.label(), claims.refusals());
            }
            reconsider();
        }
        hub.wake();
        return true;
    }

    /** Completed when the claim's driver is no longer called, or given up. */
    CompletableFuture<@Nullable Void> remove(Claim claim) {
        CompletableFuture<@Nullable Void> done = CompletableFuture.completedFuture(null);
        synchronized (this) {
            claims.remove(claim);
            if (serving != null && serving.claim().equals(claim)) {
                done = released;
            }
            reconsider();
        }
        hub.wake();
        return done;
    }

    /** Ends for good if neither a claim nor a reader nor a driver has been left since then. */
    synchronized boolean endIfUnused(Instant then) {
        if (!ended
                && claims.isEmpty()
                && !readers.anyStays()
                && serving == null
                && status.since().isBefore(then)) {
            ended = true;
            readers.end();
            hub.close();
        }
        return ended;
    }

    /** Lets go of the device; completed when that is done. */
    CompletableFuture<@Nullable Void> end() {
        CompletableFuture<@Nullable Void> done;
        synchronized (this) {
            ended = true;
            readers.end();
            reconsider();
            done = released;
        }
        hub.wake();
        return done.thenRun(hub::close);
    }

    /** Brings what runs in line with what is claimed; called after every change of either. */
    private void reconsider() {
        status.forget();
        Claim best = ended ? null : claims.best();
        DeviceRunner next = successor;
        if (next != null && !next.claim().equals(best)) {
            next.close();
            successor = null;
        }
        DeviceRunner current = serving;
        if (current == null) {
            plugIn(best);
        } else if (!current.isClosing() && !current.claim().equals(best)) {
            replace(current, best);
        }
    }

    private void plugIn(@Nullable Claim best) {
        DeviceRunner next = successor;
        successor = null;
        if (best == null) {
            status.enter(DeviceState.OFFLINE, driver());
            return;
        }
        hub.limit(best.ringFrames(), best.ringBytes());
        released = new CompletableFuture<>();
        DeviceRunner runner = next == null ? runners.make(best, hub, reports, this) : next;
        serving = runner;
        runner.want(wanted(best));
        runner.go();
        if (next == null) {
            runner.start();
        }
    }

    private void replace(DeviceRunner current, @Nullable Claim best) {
        if (best == null || !claims.contains(current.claim())) {
            current.close();
        } else if (successor == null) {
            DeviceRunner next = runners.make(best, hub, reports, this);
            successor = next;
            next.start(); // and hear of it in prepared()
        }
    }

    @Override
    public void prepared(DeviceRunner runner, @Nullable Throwable failure) {
        synchronized (this) {
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
        hub.wake();
    }

    private void passOver(DeviceRunner next, Throwable failure) {
        LOG.error(
                "{}: {} could not be activated and does not take over: {}",
                deviceId,
                next.claim().label(),
                Errors.trace(failure));
        status.noted(failure);
        claims.unfit(next.claim());
        next.close();
        successor = null;
        reconsider();
    }

    @Override
    public void closed(DeviceRunner runner) {
        CompletableFuture<@Nullable Void> done;
        synchronized (this) {
            if (runner != serving) {
                return;
            }
            serving = null;
            done = released;
            reconsider();
        }
        hub.wake();
        done.complete(null);
    }

    @Override
    public synchronized void described(DeviceRunner runner, DeviceDescription told) {
        if (runner == serving) {
            status.described(told);
        }
    }

    @Override
    public void entered(DeviceRunner runner, DeviceState entered) {
        synchronized (this) {
            if (runner == serving && !runner.isClosing()) {
                status.enter(entered, driver());
            }
        }
        hub.wake();
    }

    @Override
    public void failed(DeviceRunner runner, Throwable failure, boolean starting) {
        synchronized (this) {
            if (runner == successor) {
                passOver(runner, failure); // it hangs before it was prepared
            } else if (runner == serving && !runner.isClosing()) {
                LOG.warn("{}: {} failed: {}", deviceId, runner.claim().label(), Errors.trace(failure));
                status.fault(failure, starting, driver());
            }
        }
        hub.wake();
    }

    private void sampleRefused(SampleRefused refusal) {
        synchronized (this) {
            LOG.warn("{}: {}", deviceId, refusal.getMessage());
            status.refused(refusal, driver());
        }
        hub.wake();
    }

    private Optional<DriverInfo> driver() {
        return Optional.ofNullable(serving).map(runner -> runner.claim().driver());
    }

    private boolean wanted(Claim claim) {
        return claim.autostart() || readers.count() > 0;
    }

    @Override
    public String deviceId() {
        return deviceId;
    }

    @Override
    public DeviceInfo info() {
        DeviceInfo known = status.known();
        return DeviceStatus.counted(
                known == null ? changed() : known, readers.count(), hub.nextSequence(), reports.refused());
    }

    private synchronized DeviceInfo changed() {
        return status.info(serving == null || serving.claim().streams(), driver(), claims.refusals());
    }

    @Override
    public FrameCursor read(StartAt start) {
        return readers.read(start, true);
    }

    @Override
    public DeviceStream view(View view) {
        views.check(view);
        return view.equals(View.WHOLE) ? this : new SlotView(this, view);
    }

    private void demandChanged() {
        if (serving != null) {
            serving.want(wanted(serving.claim()));
        }
    }

    /** Begins to read a view; without {@code stays}, the device may go meanwhile. */
    Walk read(View view, StartAt start, boolean stays) {
        return view.equals(View.WHOLE) ? readers.read(start, stays) : views.read(view, start, stays);
    }

    Subscription onFrames(View view, Runnable wake) {
        return hub.onFrames(view.equals(View.WHOLE) ? wake : new PacedWake(view, wake, hub::now, PacedWake.JDK));
    }

    DeviceHub hub() {
        return hub;
    }

    @Override
    public Subscription onFrames(Runnable wake) {
        return hub.onFrames(wake);
    }
}
