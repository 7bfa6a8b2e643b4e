// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * The device types of the bundles that run. Each bundle is read once, when somebody asks, and forgotten when it
 * stops. Any thread may ask; what bundles offer never changes, only which of them are tracked.
 */
final class InstalledTypes implements AutoCloseable, BundleTrackerCustomizer<InstalledTypes.Offer> {
    private static final int MOST_LOOKS = 10;

    private final TypeReader reader;
    private final BundleTracker<Offer> bundles;

    InstalledTypes(BundleContext context, TypeReader reader) {
        this.reader = reader;
        bundles = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
        bundles.open();
    }

    /** By name. */
    List<KnownType> all() {
        // A driver that is being replaced may be gone before it was read, and the next was not there to be.
        for (int i = 1; i < MOST_LOOKS; i++) {
            int before = bundles.getTrackingCount();
            List<KnownType> found = look();
            if (bundles.getTrackingCount() == before) {
                return found;
            }
        }
        return look();
    }

    private List<KnownType> look() {
        Map<String, KnownType> byPid = new HashMap<>();
        bundles.getTracked().values().stream()
                .flatMap(offer -> offer.types().stream())
                .forEach(type -> byPid.merge(type.type().factoryPid(), type, InstalledTypes::newer));
        Map<String, Integer> sharing = new HashMap<>();
        byPid.keySet().forEach(pid -> sharing.merge(lastPart(pid), 1, Integer::sum));
        Map<String, KnownType> byName = new TreeMap<>();
        byPid.forEach((pid, type) -> {
            String name = sharing.getOrDefault(lastPart(pid), 0) == 1 ? lastPart(pid) : pid;
            byName.put(name, type.named(name));
        });
        return new ArrayList<>(byName.values());
    }

    /** By name or factory PID. */
    Optional<KnownType> find(String name) {
        return all().stream()
                .filter(known -> known.type().factoryPid().equals(name)
                        || known.type().name().equals(name))
                .findFirst();
    }

    @Override
    public Offer addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        return new Offer(bundle);
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Offer offer) {
        offer.forget(); // by now it may have said more
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Offer offer) {}

    @Override
    public void close() {
        bundles.close();
    }

    /** Of two versions of a driver, while one takes over from the other, the one that will stay. */
    private static KnownType newer(KnownType one, KnownType other) {
        return one.bundleId() > other.bundleId() ? one : other;
    }

    private static String lastPart(String pid) {
        return pid.substring(pid.lastIndexOf('.') + 1);
    }

    /** What one bundle offers. */
    final class Offer {
        private final Bundle bundle;
        private @Nullable List<KnownType> types;

        private Offer(Bundle bundle) {
            this.bundle = bundle;
        }

        // Under the lock, so that many who ask at once have a bundle read once.
        synchronized List<KnownType> types() {
            if (types == null) {
                types = List.copyOf(reader.read(bundle));
            }
            return types;
        }

        private synchronized void forget() {
            types = null;
        }
    }
}
