// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.Diagnosis;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one device in the panel: its hub and readers, which stay, and the plug for the drivers that claim to
 * serve it.
 *
 * <p>Claims, readers and runners report from any thread; all state is under the monitor, where nothing waits
 * and no driver is called; readers are woken outside of it.
 */
final class DeviceSlot implements DeviceStream, Plug.Place {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSlot.class);

    private final String deviceId;
    private final DeviceHub hub;
    private final RunnerFactory runners;
    private final CommandQueue commands;
    private final DeviceStatus status;
    private final SampleReports reports = new SampleReports(this::sampleRefused);
    private final Plug plug;
    private final LeftBehind leftBehind = new LeftBehind();
    private final RunnerReports told;
    private final SlotReaders readers;
    private final SlotViews views;
    private boolean ended;
    /** Its stream was stopped, until somebody new wants it. */
    private boolean muted;

    DeviceSlot(String deviceId, DeviceHub hub, RunnerFactory runners, CommandQueue commands, DeviceStatus status) {
        this.deviceId = deviceId;
        this.hub = hub;
        this.runners = runners;
        this.commands = commands;
        this.status = status;
        this.plug = new Plug(this, status);
        this.told = new RunnerReports(this, plug, status, hub, commands, leftBehind);
        this.readers = new SlotReaders(hub, this, this::demandChanged);
        this.views = new SlotViews(hub, readers, () -> info().channels());
    }

    /** False if the slot has ended and a new one is to be made. */
    boolean add(Claim claim) {
        synchronized (this) {
            if (ended) {
                return false;
            }
            plug.add(claim);
            if (!claim.equals(plug.claims().best())) {
                LOG.warn(
                        "{}: {} is refused: {}",
                        deviceId,
                        claim.label(),
                        plug.claims().refusals());
            }
        }
        hub.wake();
        return true;
    }

    /** Completed when the claim's driver is no longer called, or given up. */
    CompletableFuture<@Nullable Void> remove(Claim claim) {
        CompletableFuture<@Nullable Void> done;
        synchronized (this) {
            done = plug.remove(claim);
        }
        hub.wake();
        return done;
    }

    /** Ends for good if neither a claim nor a reader nor a driver has been left since then. */
    synchronized boolean endIfUnused(Instant then) {
        boolean ends = !ended
                && plug.claims().isEmpty()
                && !readers.anyStays()
                && plug.serving() == null
                && status.since().isBefore(then);
        if (ends) {
            ended = true;
            readers.end();
            hub.close();
        }
        return ends; // once: whoever ends it tells of it
    }

    /**
     * Ends at once and for good if that configuration, which was deleted, has made the device. Readers find its last
     * status and their end; its driver lets go meanwhile, and nothing that it still hands over is taken.
     */
    boolean forget(String configuration) {
        synchronized (this) {
            if (ended || !plug.claims().comeFrom(configuration)) {
                return false;
            }
            status.removed();
            unplug();
            hub.close();
            status.enter(DeviceState.OFFLINE, Optional.empty());
            readers.stop();
        }
        hub.wake();
        return true;
    }

    /** Lets go of the device; completed when that is done. */
    CompletableFuture<@Nullable Void> end() {
        CompletableFuture<@Nullable Void> done;
        synchronized (this) {
            unplug();
            done = plug.released();
        }
        hub.wake();
        return done.thenRun(hub::close);
    }

    private void unplug() {
        ended = true;
        readers.end();
        Optional<DeviceRunner> last = Optional.ofNullable(plug.serving());
        plug.out(true);
        last.ifPresent(DeviceRunner::abortCommand);
    }

    @Override
    public DeviceRunner runner(Claim claim) {
        return runners.make(claim, hub, reports, commands, told);
    }

    @Override
    public void plugged(Claim claim) {
        hub.limit(claim.ringFrames(), claim.ringBytes());
    }

    @Override
    public void empty() {
        boolean letGo = !ended && plug.isOut() && !plug.claims().isEmpty();
        status.enter(letGo ? DeviceState.DISCONNECTED : DeviceState.OFFLINE, plug.driver());
        commands.refuseAll(status.refusal(commands.refusals()));
    }

    private void sampleRefused(SampleRefused refusal) {
        synchronized (this) {
            if (ended) {
                return;
            }
            LOG.warn("{}: {}", deviceId, refusal.getMessage());
            status.refused(refusal, plug.driver());
        }
        hub.wake();
    }

    @Override
    public boolean wanted(Claim claim) {
        return !muted && (claim.autostart() || readers.count() > 0);
    }

    /** Has the device told something when its turn comes; refused where none will. */
    void tell(PendingCall call) {
        DeviceRunner told;
        synchronized (this) {
            told = plug.serving();
            if (told == null || status.state() == DeviceState.FAULT) {
                throw status.refusal(commands.refusals());
            }
        }
        told.judge(call.call());
        commands.add(call);
        told.wishes().work(); // if it is about to go, its successor finds the call
    }

    /** Lets go of the device until it is to be taken up again. */
    void park(boolean letGo) {
        synchronized (this) {
            DeviceRunner current = plug.serving();
            if (current != null && !letGo) {
                current.wishes().hurry();
            }
            muted = false;
            if (!ended) {
                plug.out(letGo);
            }
        }
        hub.wake();
    }

    /** Where those wait who want it to be told something. */
    CommandQueue queue() {
        return commands;
    }

    /** Stops the stream for all who read this device alone. */
    void mute() {
        synchronized (this) {
            muted = true;
            readers.stop();
            Optional.ofNullable(plug.serving())
                    .ifPresent(current -> current.wishes().stop());
        }
        hub.wake();
    }

    Diagnosis diagnosis() {
        DeviceRunner current;
        synchronized (this) {
            current = plug.serving();
        }
        return hub.diagnosis(
                current == null ? "" : current.thread().getName(),
                current == null ? Optional.empty() : current.busy(status.now()),
                leftBehind.lines());
    }

    /** Why it cannot be connected. */
    synchronized ControlRefused notConnected() {
        return status.refusal(commands.refusals(), commands.refusals()::connectionFailed);
    }

    synchronized List<CommandInfo> commands() {
        return status.commands();
    }

    synchronized Optional<ErrorRecord> forgetError() {
        return status.forgetError();
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
        DeviceRunner current = plug.serving();
        boolean streams = current == null || current.claim().streams();
        return status.info(streams, plug.driver(), plug.claims().refusals());
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

    private void demandChanged(boolean joined) {
        muted &= !joined;
        DeviceRunner current = plug.serving();
        if (current != null) {
            current.wishes().want(wanted(current.claim()));
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
