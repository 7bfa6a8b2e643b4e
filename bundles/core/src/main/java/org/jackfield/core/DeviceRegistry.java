// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every device that drivers offer, each in its slot. It must be immediate: a registry that waits to be asked
 * would leave devices that start by themselves asleep.
 *
 * <p>Declarative Services binds from any thread; the maps are concurrent and a slot orders what concerns it.
 */
@Component(
        immediate = true,
        service = {DeviceStreams.class, DeviceRegistry.class})
@Designate(ocd = CoreConfig.class)
public final class DeviceRegistry implements DeviceStreams {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegistry.class);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private final Map<String, DeviceSlot> slots = new ConcurrentHashMap<>();
    private final Map<ServiceReference<? extends Device>, Seat> seats = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, Homes.threads("device-clock"));
    private final ExecutorService disk = Executors.newSingleThreadExecutor(Homes.threads("device-sequences"));
    private final Set<Ensemble> ensembles = ConcurrentHashMap.newKeySet();
    private final Deletions deletions;
    private final Positions positions;
    /** Where in the order of all frames the streams ended that were swept away. */
    private final Map<String, Long> ended = new ConcurrentHashMap<>();

    private final RunnerSettings settings;
    private final DeviceHub.Limits limits;
    private final DriverServices services;
    private final Bundle framework;
    private final Path sequences;
    private final int block;
    private final Journal journal;
    private final Duration keepOffline;
    private final Duration commandWait;
    private volatile boolean stopped;

    /** Where a claim was put: another device may bear the name by the time it leaves. */
    private record Seat(Claim claim, DeviceSlot slot) {}

    @Activate
    public DeviceRegistry(
            CoreConfig config,
            BundleContext context,
            @Reference ServiceComponentRuntime components,
            @Reference ConfigurationAdmin configurations,
            @Reference Journal journal) {
        this.journal = journal;
        this.deletions = new Deletions(configurations);
        this.settings = RunnerSettings.of(config);
        this.limits = new DeviceHub.Limits(config.ring_frames(), config.ring_bytes(), config.sample_bytes());
        this.services = new ActivatedServices(context, components);
        this.framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        Path data = Homes.data(context);
        this.sequences = data.resolve("sequences");
        this.positions = Positions.open(data.resolve("positions"), disk, Clock.systemUTC());
        this.block = config.sequence_block();
        this.commandWait = Duration.ofMillis(config.command_wait_millis());
        this.keepOffline = Duration.ofSeconds(config.keep_offline_seconds());
        // Otherwise the time-out of a call keeps the driver's classes until it would have come.
        clock.setRemoveOnCancelPolicy(true);
        // At the very end drivers are still let go, without time-outs.
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(this::sweep, 10, 10, TimeUnit.SECONDS);
    }

    @Reference(service = Device.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDevice(ServiceReference<? extends Device> service) {
        if (seats.containsKey(service)) {
            return; // it came under its other name before
        }
        Claim claim;
        try {
            claim = Claim.of(service);
        } catch (IllegalArgumentException e) {
            LOG.error("a device of {} is refused: {}", service.getBundle(), e.getMessage());
            return;
        }
        if (deletions.include(claim.configuration())) {
            return; // it is about to be unregistered
        }
        DeviceSlot slot = slots.computeIfAbsent(claim.deviceId(), this::newSlot);
        while (!slot.add(claim)) {
            if (stopped) {
                return;
            }
            Thread.onSpinWait(); // the sweep takes a slot that it has just ended out of the map
            slot = slots.computeIfAbsent(claim.deviceId(), this::newSlot);
        }
        seats.put(service, new Seat(claim, slot));
        for (Ensemble ensemble : ensembles) {
            ensemble.appeared(slot);
        }
        forgetIfDeleted(claim);
    }

    void updatedDevice(ServiceReference<? extends Device> service) {
        Seat known = seats.get(service);
        if (known == null || !known.claim().isUpToDate()) {
            unbindDevice(service);
            bindDevice(service);
        }
    }

    void unbindDevice(ServiceReference<? extends Device> service) {
        Seat left = seats.remove(service);
        if (left == null) {
            return;
        }
        CompletableFuture<@Nullable Void> released = left.slot().remove(left.claim());
        forgetIfDeleted(left.claim());
        if (framework.getState() == Bundle.STOPPING) {
            return; // then all are let go at once, by deactivate
        }
        // The driver's component is deactivated when this returns; a moment for a clean farewell before.
        await(released, FAREWELL, left.claim().deviceId());
    }

    /** A driver that registers its service under this name alone is a device all the same. */
    @Reference(
            service = StreamingDevice.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindStreamingDevice(ServiceReference<StreamingDevice> service) {
        bindDevice(service);
    }

    void updatedStreamingDevice(ServiceReference<StreamingDevice> service) {
        updatedDevice(service);
    }

    void unbindStreamingDevice(ServiceReference<StreamingDevice> service) {
        unbindDevice(service);
    }

    private DeviceSlot newSlot(String deviceId) {
        journal.record("device_added", deviceId, Map.of());
        long begins = ended.getOrDefault(deviceId, positions.first());
        DeviceHub hub = new DeviceHub(deviceId, limits, () -> numbers(deviceId), positions, begins, Clock.systemUTC());
        return new DeviceSlot(
                deviceId,
                hub,
                (claim, stream, reports, commands, owner) ->
                        new DeviceRunner(claim, services, stream, reports, commands, settings, clock, owner),
                new CommandQueue(new Refusals(deviceId, Clock.systemUTC()), commandWait, clock),
                new DeviceStatus(hub, new Errors(deviceId, Clock.systemUTC()), journal));
    }

    /** On the disk's thread, so that it comes after what an earlier slot of that name still has to write. */
    private SequenceNumbers numbers(String deviceId) throws IOException {
        try {
            return disk.submit(() -> SequenceNumbers.open(sequences.resolve(deviceId), block, disk))
                    .get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reserving sequence numbers");
        }
    }

    private void sweep() {
        Instant then = Clock.systemUTC().instant().minus(keepOffline);
        remove(slot -> slot.endIfUnused(then));
    }

    /** A configuration was deleted, and with it the device that it has made. */
    void deleted(String configuration) {
        deletions.add(configuration); // first: whoever is bound from now on finds it
        remove(slot -> slot.forget(configuration));
    }

    /** It may have been deleted while it was on its way here, or while another claim kept the device. */
    private void forgetIfDeleted(Claim claim) {
        String configuration = claim.configuration();
        if (deletions.include(configuration)) {
            remove(slot -> slot.forget(configuration));
        }
    }

    private void remove(Predicate<DeviceSlot> ending) {
        slots.values().removeIf(slot -> {
            boolean ends = ending.test(slot);
            if (ends) {
                gone(slot);
            }
            return ends;
        });
    }

    private void gone(DeviceSlot slot) {
        journal.record("device_removed", slot.deviceId(), Map.of());
        ended.put(slot.deviceId(), positions.peek()); // before a new one of that name can be made
        ensembles.forEach(ensemble -> ensemble.disappeared(slot));
    }

    @Override
    public List<DeviceStream> all() {
        return slots.values().stream()
                .sorted(Comparator.comparing(DeviceSlot::deviceId))
                .map(slot -> (DeviceStream) slot)
                .toList();
    }

    @Override
    public Optional<DeviceStream> find(String deviceId) {
        return Optional.ofNullable(slots.get(deviceId));
    }

    /** What is behind a stream; for the desk beside this. */
    Optional<DeviceSlot> slot(String deviceId) {
        return Optional.ofNullable(slots.get(deviceId));
    }

    @Override
    public DevicesReader readMany(Runnable wake) {
        Ensemble ensemble = new Ensemble(slots, positions, wake, ensembles::remove);
        ensembles.add(ensemble); // before it has a pattern: no device may come unheard
        return ensemble;
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        CompletableFuture<?>[] ends =
                slots.values().stream().map(DeviceSlot::end).toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(ends), SHUTDOWN, "shutdown");
        clock.shutdownNow();
        positions.close();
        Homes.end(disk, "sequence numbers");
    }

    private static void await(CompletableFuture<?> future, Duration timeout, String what) {
        try {
            future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{}: a driver has not let go within {} ms and is left behind", what, timeout.toMillis());
        } catch (ExecutionException e) {
            LOG.warn("{}: letting go failed", what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
