// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.List;
import org.jackfield.device.Device;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Drivers' objects from the service registry, where asking for one activates its component. What others log of a
 * failure to do so is known by this class's name in the stack, and left to the one warning that comes of it here.
 */
final class ActivatedServices implements DriverServices {
    private static final String UNSAID = "Declarative Services does not say why, but may have logged it at DEBUG";
    private static final String WRONG_VALUE = IllegalArgumentException.class.getName() + ": ";

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    ActivatedServices(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    @Override
    public Device obtain(Claim claim) throws ActivationFailed {
        Device device = context.getService(claim.service());
        if (device == null) {
            throw new ActivationFailed(claim.label() + " could not be activated: " + reason(claim));
        }
        return device;
    }

    @Override
    public void release(Claim claim) {
        context.ungetService(claim.service());
    }

    /** The framework answers null and logs the cause; Declarative Services remembers it. */
    private String reason(Claim claim) {
        Bundle bundle = claim.service().getBundle();
        if (bundle == null) {
            return "its driver is gone";
        }
        return components.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(component -> component.service != null && component.service.id == claim.serviceId())
                .findFirst()
                .map(component -> component.failure)
                .map(ActivatedServices::cause)
                .orElse(UNSAID);
    }

    /** The innermost cause out of a printed stack trace; of what was wrong in a form, the words alone. */
    static String cause(String trace) {
        List<String> lines = trace.lines().toList();
        String cause = lines.isEmpty() ? UNSAID : lines.get(0);
        for (String line : lines) {
            if (line.startsWith("Caused by: ")) {
                cause = line.substring("Caused by: ".length());
            }
        }
        return cause.startsWith(WRONG_VALUE) ? cause.substring(WRONG_VALUE.length()) : cause;
    }

    /** A driver's component does not come to life. */
    static final class ActivationFailed extends Exception {
        private static final long serialVersionUID = 1;

        ActivationFailed(String message) {
            super(message);
        }
    }
}
