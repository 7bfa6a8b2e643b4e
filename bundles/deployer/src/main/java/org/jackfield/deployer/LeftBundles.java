// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Has the platform forget bundles that have left. Felix 7.0.5 keeps everybody who ever used a service in its
 * list of users, and Felix Log 1.3.0 keeps a logger of every bundle: 13 KB for each version of a driver,
 * for ever. Neither can be asked to let go, so their lists are cut from here; where the lists are not found,
 * these are others, and there is nothing to do.
 */
final class LeftBundles {
    private static final String LOG = "org.osgi.service.log.admin.LoggerAdmin";

    private final BundleContext context;

    LeftBundles(BundleContext context) {
        this.context = context;
    }

    /** Those that have left until now. */
    void forget() {
        Stream.of(users(), loggers()).flatMap(Optional::stream).forEach(list -> list.keySet()
                .removeIf(LeftBundles::isOfOneThatLeft));
    }

    private Optional<Map<?, ?>> users() {
        return list(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION), "m_registry", "m_inUseMap");
    }

    private Optional<Map<?, ?>> loggers() {
        ServiceReference<?> reference = context.getServiceReference(LOG);
        Object log = reference == null ? null : context.getService(reference);
        if (log == null) {
            return Optional.empty();
        }
        try {
            return list(log, "_loggers");
        } finally {
            context.ungetService(reference);
        }
    }

    private static Optional<Map<?, ?>> list(Object owner, String... path) {
        Optional<Object> found = Optional.of(owner);
        for (String field : path) {
            found = found.flatMap(object -> Inside.value(object, field));
        }
        return found.filter(Map.class::isInstance).map(Map.class::cast);
    }

    private static boolean isOfOneThatLeft(Object key) {
        Object bundle =
                key instanceof Bundle ? key : Inside.value(key, "m_bundle").orElse(key);
        return bundle instanceof Bundle one && one.getState() == Bundle.UNINSTALLED;
    }
}
