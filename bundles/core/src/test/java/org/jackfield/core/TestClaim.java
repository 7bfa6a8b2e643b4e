// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.device.Device;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Claims without a framework: the service reference is no more than a name. */
final class TestClaim {
    private static final AtomicLong SERVICES = new AtomicLong();

    private TestClaim() {}

    static Claim of(String driver, String version, long bundle) {
        return of("pm1", driver, version, bundle, false);
    }

    static Claim of(String deviceId, String driver, String version, long bundle, boolean autostart) {
        return of(deviceId, driver, version, bundle, autostart, "");
    }

    /** Made by that configuration. */
    static Claim configured(String configuration, long bundle) {
        return of("pm1", "org.vendor", "1.0." + bundle, bundle, false, configuration);
    }

    /** Whose driver is at work, whatever becomes of the claim. */
    static Claim ofDriverThatStays() {
        return of("pm1", "org.vendor", "1.0.1", 1, false, "", Bundle.ACTIVE);
    }

    private static Claim of(
            String deviceId, String driver, String version, long bundle, boolean autostart, String configuration) {
        return of(deviceId, driver, version, bundle, autostart, configuration, Bundle.UNINSTALLED);
    }

    private static Claim of(
            String deviceId,
            String driver,
            String version,
            long bundle,
            boolean autostart,
            String configuration,
            int bundleState) {
        long service = SERVICES.incrementAndGet();
        return new Claim(
                reference(service, configuration, bundleState),
                service,
                deviceId,
                new DriverInfo(driver, version, bundle),
                autostart,
                StreamSettings.DEFAULT,
                Optional.empty(),
                Optional.empty());
    }

    private static Bundle bundle(int state) {
        return (Bundle) Proxy.newProxyInstance(
                TestClaim.class.getClassLoader(), new Class<?>[] {Bundle.class}, (self, method, arguments) -> state);
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<Device> reference(long service, String configuration, int bundleState) {
        return (ServiceReference<Device>) Proxy.newProxyInstance(
                TestClaim.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getProperty" ->
                        arguments[0].equals(Constants.SERVICE_PID)
                                ? configuration
                                : new String[] {StreamingDevice.class.getName()};
                    case "getBundle" -> bundle(bundleState);
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> Long.hashCode(service);
                    case "toString" -> "service " + service;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
