// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.List;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.jackfield.web.Refusal;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Felix's executor of health checks, found anew each time: it is made anew whenever its threads are configured, and
 * nothing else that is served here should be for that.
 */
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=org.apache.felix.hc.api.execution.HealthCheckExecutor)",
        effective = "active")
record HealthChecks(BundleContext context) implements HealthResource.Checks {
    @Override
    public List<HealthCheckExecutionResult> execute(HealthCheckSelector selector) {
        ServiceReference<HealthCheckExecutor> reference = context.getServiceReference(HealthCheckExecutor.class);
        HealthCheckExecutor executor = reference == null ? null : context.getService(reference);
        if (reference == null || executor == null) {
            throw new Refusal(503, "HealthChecksAway", "the health checks are being set up; ask again");
        }
        try {
            return executor.execute(selector);
        } finally {
            context.ungetService(reference);
        }
    }
}
