// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Finds what was registered with the Java library and never taken back. */
final class RegisteredRoots {
    private final Belongings belongings;
    private final List<String> roots = new ArrayList<>();

    private RegisteredRoots(Belongings belongings) {
        this.belongings = belongings;
    }

    /** Each in words. */
    static List<String> of(Belongings belongings) {
        RegisteredRoots found = new RegisteredRoots(belongings);
        found.beans();
        found.databaseDrivers();
        found.defaults();
        return found.roots;
    }

    private void beans() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            if (isIts(server, name)) {
                roots.add("the MBean " + name + " is registered");
            }
        }
    }

    private boolean isIts(MBeanServer server, ObjectName name) {
        try {
            return server.getClassLoaderFor(name) == belongings.loader();
        } catch (InstanceNotFoundException e) {
            return false; // taken back at this moment
        }
    }

    /** Not by asking for them: the driver manager hides those of other class loaders. */
    private void databaseDrivers() {
        Object registered =
                Inside.value("java.sql.DriverManager", "registeredDrivers").orElse(List.of());
        if (registered instanceof Collection<?> all) {
            for (Object entry : all) {
                Inside.value(entry, "driver")
                        .flatMap(belongings::of)
                        .ifPresent(name -> roots.add("the JDBC driver " + name + " is registered"));
            }
        }
    }

    private void defaults() {
        Map<String, Optional<Object>> defaults = new TreeMap<>();
        defaults.put("handler of uncaught exceptions", value(Thread.getDefaultUncaughtExceptionHandler()));
        defaults.put("proxy selector", value(ProxySelector.getDefault()));
        defaults.put("cookie handler", value(CookieHandler.getDefault()));
        defaults.put("response cache", value(ResponseCache.getDefault()));
        defaults.put("authenticator", value(Authenticator.getDefault()));
        defaults.put("security provider", value(Security.getProviders()));
        defaults.forEach((what, object) -> object.flatMap(belongings::of)
                .ifPresent(name -> roots.add("the " + what + " " + name + " is set for all")));
    }

    private static Optional<Object> value(@Nullable Object object) {
        return Optional.ofNullable(object);
    }
}
