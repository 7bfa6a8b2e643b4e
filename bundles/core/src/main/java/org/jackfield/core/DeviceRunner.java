// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.jackfield.control.CommandCall;
import org.jackfield.control.Diagnosis.Busy;
import org.jackfield.core.DriverCall.Interrupted;
import org.jackfield.device.Device;
import org.jackfield.device.DeviceDescription;
import org.jackfield.device.StreamingDevice;
import org.jackfield.stream.DeviceState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one driver instance, on a thread that lives and dies with it: activate, wait for the go,
 * connect, stream while somebody wants it, stop, disconnect. A failure is followed by a pause and another
 * attempt, until the slot closes it.
 *
 * <p>The driver is called by the runner's thread only. The monitor guards what the clock's thread and
 * whoever closes the runner need as well.
 */
final class DeviceRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRunner.class);

    private final Claim claim;
    private final DriverServices services;
    private final DeviceHub hub;
    private final SampleReports reports;
    private final RunnerSettings settings;
    private final ScheduledExecutorService clock;
    private final RunnerReports owner;
    private final Backoff backoff;
    private final Wishes wishes;
    private final Thread thread;
    private final DriverCalls calls;
    private final DriverSteps steps;
    private final CommandRunner commands;

    /** Where the driver puts its samples, from a start to the stop that belongs to it. */
    private @Nullable HubSink sink;

    private boolean closedTold;

    DeviceRunner(
            Claim claim,
            DriverServices services,
            DeviceHub hub,
            SampleReports reports,
            CommandQueue queue,
            RunnerSettings settings,
            ScheduledExecutorService clock,
            RunnerReports owner) {
        this.claim = claim;
        this.services = services;
        this.hub = hub;
        this.reports = reports;
        this.settings = settings;
        this.clock = clock;
        this.owner = owner;
        this.backoff =
                // Not current()::nextDouble, which would be bound to this thread's, unseeded on any other.
                new Backoff(settings.firstPause(), settings.longestPause(), () -> ThreadLocalRandom.current()
                        .nextDouble());
        this.wishes = new Wishes(queue::hasWork);
        this.calls = new DriverCalls(clock, wishes::closing, this::hangs);
        this.steps = new DriverSteps(claim, services, calls, settings);
        this.commands = new CommandRunner(queue, calls, owner::commandFailed);
        this.thread = new Thread(this::run, "device-" + claim.deviceId());
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // it would be that of whoever installed the driver
    }

    Claim claim() {
        return claim;
    }

    /** Begins: activates the driver's object, and goes on if it may go. */
    void start() {
        thread.start();
    }

    /** What others want of it. */
    Wishes wishes() {
        return wishes;
    }

    /** On which the driver is called. */
    Thread thread() {
        return thread;
    }

    /** What its driver takes long for now. */
    Optional<Busy> busy(Instant now) {
        return calls.busy(now);
    }

    /** Refuses what the driver could not be told anyway, as far as that is known now. */
    void judge(CommandCall call) {
        if (!wishes.closing()) { // its successor may understand it
            commands.judge(call);
        }
    }

    /** Does not let the driver finish what it was told to do. */
    void abortCommand() {
        calls.abortCommand();
    }

    /** Lets go of the device; {@link RunnerReports#closed} tells when. */
    void close() {
        wishes.close();
        calls.abort();
        if (calls.isStuck()) {
            clock.execute(this::giveUp); // not here: the owner may hold a lock
        }
    }

    private void run() {
        Device device = null;
        try {
            while (!wishes.closing()) {
                try {
                    if (device == null) {
                        device = calls.make("activate", settings.connect(), true, () -> services.obtain(claim));
                        owner.prepared(this, null);
                        wishes.awaitGo();
                    }
                    if (!wishes.closing()) {
                        serve(device);
                    }
                    return; // whether or not the wish was taken back meanwhile: it is on its way out
                } catch (Throwable e) { // a driver's Error must be as visible as its exceptions
                    if (!wishes.mayGo()) {
                        owner.prepared(this, e);
                        return;
                    }
                    if (wishes.closing()) {
                        LOG.info(
                                "{}: {} failed while it was let go: {}",
                                claim.deviceId(),
                                claim.label(),
                                Errors.words(e));
                        return;
                    }
                    afterFailure(device, e);
                }
            }
        } finally {
            if (device != null) {
                steps.letGo(device);
            }
            tellClosed(); // first: whoever takes over need not wait for the framework's tidying up
            steps.release();
        }
    }

    private void serve(Device device) throws Exception {
        DeviceDescription description = calls.make("description", settings.connect(), true, device::description);
        owner.described(
                this,
                Objects.requireNonNull(description, "description() must not answer null"),
                commands.learn(device));
        calls.run("reserving sequence numbers", settings.connect(), true, hub::open);
        owner.entered(this, DeviceState.CONNECTING);
        calls.run("connect", settings.connect(), true, device::connect);
        owner.entered(this, DeviceState.CONNECTED);
        if (device instanceof StreamingDevice streaming) {
            while (wishes.awaitDemand()) {
                if (!tell(device, DeviceState.CONNECTED) && wishes.wanted()) {
                    stream(streaming);
                    if (!wishes.closing()) {
                        owner.entered(this, DeviceState.CONNECTED);
                    }
                }
            }
        } else {
            backoff.succeeded();
            while (wishes.awaitWork()) {
                tell(device, DeviceState.CONNECTED);
            }
        }
    }

    /** Tells the device what it is to be told next, if anything; it may have hung meanwhile, and is in that state again. */
    private boolean tell(Device device, DeviceState state) {
        boolean told = commands.takeOne(device);
        if (told) {
            owner.entered(this, state);
        }
        return told;
    }

    private void stream(StreamingDevice device) throws Exception {
        wishes.streamFailure(null);
        HubSink samples = new HubSink(hub, reports.begin(), wishes::streamFailure);
        synchronized (this) {
            sink = samples;
        }
        try {
            steps.start(device, samples);
            owner.entered(this, DeviceState.STREAMING);
            awaitStreamEnd(device);
        } catch (Throwable e) {
            steps.stopAfterFailure(device);
            samples.close();
            throw e;
        }
        try {
            steps.stop(device);
        } finally {
            samples.close();
        }
    }

    private void awaitStreamEnd(StreamingDevice device) throws Exception {
        int silent = 0;
        while (wishes.awaitStreamEnd(settings.silentEnd(), settings.linger())) {
            if (tell(device, DeviceState.STREAMING)) {
                continue;
            }
            backoff.succeeded();
            // Twice in a row: a driver may take a moment to get going.
            silent = steps.isStreaming(device) ? 0 : silent + 1;
            if (silent == 2) {
                throw new IllegalStateException("the driver has stopped streaming without a word");
            }
        }
    }

    private void afterFailure(@Nullable Device device, Throwable failure) {
        Throwable cause = failure instanceof DriverSteps.StartFailed ? failure.getCause() : failure;
        try {
            owner.failed(this, cause == null ? failure : cause, cause != failure);
        } finally { // a failure that cannot even be told must not be tried again at once either
            pauseAfterFailure(device);
        }
    }

    private void pauseAfterFailure(@Nullable Device device) {
        if (device != null) {
            steps.letGo(device);
        }
        try {
            wishes.pause(backoff.failed());
        } catch (InterruptedException e) {
            // Only a call is ever interrupted; this came from the driver's side and means nothing here.
            LOG.debug("{}: {} has interrupted its runner", claim.deviceId(), claim.label(), e);
        }
    }

    private void hangs(Interrupted hanging) {
        commands.hangs(hanging);
        if (wishes.closing()) {
            giveUp();
        } else {
            owner.failed(this, hanging, false);
        }
    }

    /** A thread that is stuck in its driver is left behind; should it come back, it finds itself closed. */
    private void giveUp() {
        if (calls.isStuck()) {
            LOG.warn("{}: {} hangs in its driver and is given up", claim.deviceId(), claim.label());
            owner.gaveUp(this);
            tellClosed();
        }
    }

    private void tellClosed() {
        synchronized (this) {
            if (closedTold) {
                return;
            }
            closedTold = true;
            if (sink != null) {
                sink.close(); // a driver that was given up may go on talking
            }
        }
        owner.closed(this);
    }
}
