// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.device.Device;
import org.jackfield.device.SampleSink;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * The smallest core that moves a device to the newest bundle that serves it, and back. Each device has its
 * own thread.
 */
final class TinyStreams implements DeviceStreams, ServiceListener {
    private final BundleContext context;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    TinyStreams(BundleContext context) {
        this.context = context;
        try {
            context.addServiceListener(this, "(" + Constants.OBJECTCLASS + "=" + Device.class.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> claim = event.getServiceReference();
        Slot slot = slots.computeIfAbsent(String.valueOf(claim.getProperty(Device.ID)), Slot::new);
        if (event.getType() == ServiceEvent.REGISTERED) {
            slot.claims.add(claim);
            slot.update();
        } else if (event.getType() == ServiceEvent.UNREGISTERING) {
            slot.claims.remove(claim);
            slot.interruptCall();
            slot.update();
            slot.settle();
        }
    }

    @Override
    public List<DeviceStream> all() {
        return List.copyOf(slots.values());
    }

    @Override
    public Optional<DeviceStream> find(String deviceId) {
        return Optional.ofNullable(slots.get(deviceId));
    }

    @Override
    public DevicesReader readMany(Runnable wake) {
        throw new UnsupportedOperationException("nobody reads here");
    }

    void close() {
        context.removeServiceListener(this);
        slots.values().forEach(slot -> slot.thread.shutdownNow());
    }

    private final class Slot implements DeviceStream {
        private final String id;
        private final ConcurrentSkipListSet<ServiceReference<?>> claims = new ConcurrentSkipListSet<>(
                Comparator.comparingLong(claim -> (Long) claim.getProperty(Constants.SERVICE_ID)));
        private final ExecutorService thread;
        private volatile Future<?> last;
        private @Nullable ServiceReference<?> served;
        private @Nullable Device device;
        private final AtomicLong nextSequence = new AtomicLong();
        private volatile DeviceInfo info;
        private volatile List<String> refused = List.of();

        private Slot(String id) {
            this.id = id;
            this.info = info(DeviceState.OFFLINE, null, Optional.empty());
            this.thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "stream-" + id));
            this.last = thread.submit(() -> {});
        }

        void update() {
            last = thread.submit(this::follow);
        }

        /** Waits until the driver that leaves is let go of. */
        void settle() {
            try {
                last.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        /** A driver that hangs in connect is left as soon as it leaves. */
        void interruptCall() {
            last.cancel(true);
        }

        private void follow() {
            ServiceReference<?> best = claims.isEmpty() ? null : claims.last();
            if (best == served) {
                return;
            }
            Object next = best == null ? null : context.getService(best);
            if (next == null && best != null && served != null && claims.contains(served)) {
                refused = List.of(label(best) + " could not be activated");
                return;
            }
            refused = List.of();
            if (device instanceof StreamingDevice streaming) {
                try {
                    streaming.stopStreaming(Duration.ofSeconds(1));
                    streaming.disconnect();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            served = best;
            device = null;
            info = info(DeviceState.OFFLINE, null, Optional.empty());
            if (best != null && next == null) {
                info = info(DeviceState.FAULT, best, Optional.empty());
            } else if (best != null) {
                serve(best, (StreamingDevice) next);
            }
        }

        private String label(ServiceReference<?> claim) {
            Bundle bundle = claim.getBundle();
            return bundle.getSymbolicName() + " " + bundle.getVersion();
        }

        private void serve(ServiceReference<?> claim, StreamingDevice next) {
            info = info(DeviceState.CONNECTING, claim, Optional.empty());
            device = next;
            try {
                next.connect();
                next.startStreaming(new Sink(nextSequence), StreamSettings.DEFAULT);
                info = info(DeviceState.STREAMING, claim, Optional.empty());
            } catch (Exception e) {
                ErrorRecord error = new ErrorRecord(
                        e.getClass().getSimpleName(),
                        String.valueOf(e.getMessage()),
                        "device",
                        Instant.EPOCH,
                        Map.of());
                info = info(DeviceState.FAULT, claim, Optional.of(error));
            }
        }

        private DeviceInfo info(DeviceState state, @Nullable ServiceReference<?> claim, Optional<ErrorRecord> error) {
            Optional<DeviceInfo.DriverInfo> driver = Optional.ofNullable(claim)
                    .map(ServiceReference::getBundle)
                    .map(bundle -> new DeviceInfo.DriverInfo(
                            bundle.getSymbolicName(), bundle.getVersion().toString(), bundle.getBundleId()));
            return infoNow(state, driver, error);
        }

        private DeviceInfo infoNow(
                DeviceState state, Optional<DeviceInfo.DriverInfo> driver, Optional<ErrorRecord> error) {
            return new DeviceInfo(
                    id,
                    "Tiny",
                    "",
                    "",
                    List.of(),
                    true,
                    state,
                    Instant.EPOCH,
                    driver,
                    error,
                    refused,
                    1,
                    nextSequence.get(),
                    0);
        }

        @Override
        public String deviceId() {
            return id;
        }

        @Override
        public DeviceInfo info() {
            DeviceInfo now = info;
            return infoNow(now.state(), now.driver(), now.lastError());
        }

        @Override
        public FrameCursor read(StartAt start) {
            throw new UnsupportedOperationException("nobody reads here");
        }

        @Override
        public DeviceStream view(View view) {
            throw new UnsupportedOperationException("nobody reads here");
        }

        @Override
        public Subscription onFrames(Runnable wake) {
            return () -> {};
        }
    }

    private record Sink(AtomicLong nextSequence) implements SampleSink {
        @Override
        public void accept(Object payload) {
            nextSequence.incrementAndGet();
        }

        @Override
        public void accept(Instant time, Object payload) {
            nextSequence.incrementAndGet();
        }

        @Override
        public void failed(Throwable cause) {}
    }
}
