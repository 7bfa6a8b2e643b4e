// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.device.Device;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

@Timeout(60)
final class DeviceRegistryTest {
    private static final String PID = "org.vendor~pm1";

    @TempDir
    Path home;

    private final Set<String> configured = ConcurrentHashMap.newKeySet();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final ServiceReference<Device> service = reference(PID, 1);
    private DeviceRegistry registry = registry(Path.of("target", "unused"));

    @BeforeEach
    void setUp() {
        registry.deactivate();
        registry = registry(home);
    }

    @AfterEach
    void letGo() {
        registry.deactivate();
    }

    @Test
    void aServiceThatComesAfterItsConfigurationWasDeletedIsNoDevice() {
        registry.deleted(PID);
        registry.bindDevice(service);
        registry.unbindDevice(service);

        assertThat(registry.find("pm1")).isEmpty();
        assertThat(journal).isEmpty();
    }

    @Test
    void aDeviceWhoseConfigurationIsDeletedWhileItComesIsRemoved() {
        configured.add(PID);
        Journal deletes = new Told(journal, () -> {
            configured.remove(PID);
            registry.deleted(PID);
        });
        registry.deactivate();
        registry = registry(home, deletes);

        registry.bindDevice(service);
        registry.unbindDevice(service);

        assertThat(registry.find("pm1")).isEmpty();
        assertThat(journal).containsExactly("device_added", "device_removed");
    }

    @Test
    void aDeviceIsRemovedWhenTheLastClaimOfItsDeletedConfigurationLeaves() {
        configured.add(PID);
        ServiceReference<Device> other = reference("org.vendor~other", 2);
        registry.bindDevice(service);
        registry.bindDevice(other);
        configured.remove(PID);
        registry.deleted(PID);
        registry.unbindDevice(other);
        assertThat(registry.find("pm1"))
                .as("nobody has deleted what else made it")
                .isPresent();

        registry.unbindDevice(service);

        assertThat(registry.find("pm1")).isEmpty();
        assertThat(journal).containsExactly("device_added", "device_removed");
    }

    @Test
    void aConfigurationMadeAgainMakesItsDeviceAgain() {
        registry.deleted(PID);
        configured.add(PID);

        registry.bindDevice(service);
        assertThat(registry.find("pm1")).isPresent();

        configured.remove(PID);
        registry.deleted(PID);
        registry.unbindDevice(service);
        assertThat(registry.find("pm1")).isEmpty();
        assertThat(journal).containsExactly("device_added", "device_removed");
    }

    /** Which devices come and go; while the first comes, something happens. */
    private record Told(List<String> events, Runnable first) implements Journal {
        @Override
        public void record(String event, String subject, Map<String, ? extends @Nullable Object> facts) {
            if (event.equals("device_state")) {
                return;
            }
            events.add(event);
            if (events.size() == 1) {
                first.run();
            }
        }

        @Override
        public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
            throw new UnsupportedOperationException("nobody reads here");
        }
    }

    private DeviceRegistry registry(Path folder) {
        return registry(folder, new Told(journal, () -> {}));
    }

    private DeviceRegistry registry(Path folder, Journal told) {
        Bundle framework = proxy(Bundle.class, Map.of("getState", Bundle.ACTIVE));
        BundleContext context =
                proxy(BundleContext.class, Map.of("getProperty", folder.toString(), "getBundle", framework));
        ConfigurationAdmin configurations = proxy(
                ConfigurationAdmin.class,
                (self, method, arguments) ->
                        configured.stream().anyMatch(arguments[0].toString()::contains) ? new Configuration[0] : null);
        CoreConfig config = proxy(CoreConfig.class, (self, method, arguments) -> method.getDefaultValue());
        return new DeviceRegistry(
                config, context, proxy(ServiceComponentRuntime.class, Map.of()), configurations, told);
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<Device> reference(String pid, long id) {
        Bundle driver = proxy(
                Bundle.class,
                Map.of(
                        "getSymbolicName",
                        "org.vendor",
                        "getVersion",
                        new Version(1, 0, 0),
                        "getBundleId",
                        7L,
                        "getState",
                        Bundle.ACTIVE));
        Map<String, Object> properties = Map.of(Constants.SERVICE_PID, pid, Constants.SERVICE_ID, id, Device.ID, "pm1");
        return proxy(ServiceReference.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBundle" -> driver;
            case "getProperty" -> properties.get(arguments[0]);
            case "equals" -> self == arguments[0];
            case "hashCode" -> Long.hashCode(id);
            default -> "service " + id;
        });
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return proxy(type, (self, method, arguments) -> answers.get(method.getName()));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
