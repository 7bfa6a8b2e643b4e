// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jackfield.device.Device;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A driver's claim to serve a device: its service, and what the service's properties ask for.
 *
 * @param serviceId tells two claims of one driver apart
 */
record Claim(
        ServiceReference<? extends Device> service,
        long serviceId,
        String deviceId,
        DriverInfo driver,
        boolean autostart,
        StreamSettings settings,
        Optional<Integer> ringFrames,
        Optional<Long> ringBytes) {

    private static final String ID_PATTERN = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

    /**
     * Reads the claim from the service's properties.
     *
     * @throws IllegalArgumentException naming the property, what was expected and what came
     */
    static Claim of(ServiceReference<? extends Device> service) {
        Bundle bundle = service.getBundle();
        if (bundle == null) {
            throw new IllegalArgumentException("its driver is gone already");
        }
        return new Claim(
                service,
                (Long) service.getProperty(Constants.SERVICE_ID),
                deviceId(service.getProperty(Device.ID)),
                new DriverInfo(bundle.getSymbolicName(), bundle.getVersion().toString(), bundle.getBundleId()),
                Boolean.parseBoolean(String.valueOf(service.getProperty(Device.AUTOSTART))),
                settings(service),
                count(service, StreamingDevice.RING_FRAMES, 1L << 24).map(Long::intValue),
                count(service, StreamingDevice.RING_BYTES, 1L << 34));
    }

    private static String deviceId(Object value) {
        if (value instanceof String id && id.matches(ID_PATTERN)) {
            return id;
        }
        throw new IllegalArgumentException(
                Device.ID + " must be 1 to 100 letters, digits, '.', '_' or '-', not beginning with '.', was " + value);
    }

    private static StreamSettings settings(ServiceReference<? extends Device> service) {
        Optional<Double> rate = number(service, StreamingDevice.SAMPLE_RATE);
        return rate.isPresent() ? new StreamSettings(rate.get()) : StreamSettings.DEFAULT;
    }

    private static Optional<Long> count(ServiceReference<? extends Device> service, String property, long most) {
        Optional<Double> number = number(service, property);
        if (number.isPresent() && !(number.get() >= 1 && number.get() <= most)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s must be from 1 to %d, was %s", property, most, number.get()));
        }
        return number.map(Double::longValue);
    }

    private static Optional<Double> number(ServiceReference<? extends Device> service, String property) {
        Object value = service.getProperty(property);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(property + " must be a number, was '" + value + "'", e);
        }
    }

    /** Whether the service's properties still say the same. */
    boolean isUpToDate() {
        try {
            return equals(of(service));
        } catch (IllegalArgumentException e) {
            return false; // whoever claims anew with them is told
        }
    }

    /** Whether the driver offers more than a device to connect to. */
    boolean streams() {
        return !(service.getProperty(Constants.OBJECTCLASS) instanceof String[] types)
                || List.of(types).contains(StreamingDevice.class.getName());
    }

    /** The PID of the configuration that has made it; empty if its driver makes devices by itself. */
    String configuration() {
        return service.getProperty(Constants.SERVICE_PID) instanceof String pid ? pid : "";
    }

    /** Whether the driver itself goes and not only what it has made of one configuration. */
    boolean leavesWithDriver() {
        Bundle bundle = service.getBundle();
        return bundle == null || bundle.getState() != Bundle.ACTIVE;
    }

    /** As people read it. */
    String label() {
        return driver.name() + " " + driver.version();
    }
}
