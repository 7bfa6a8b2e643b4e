// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckMetadata;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Checks that find what a test has put there, and are asked by their tag. */
final class TestHealth implements HealthResource.Checks {
    private final List<HealthCheckExecutionResult> results = new ArrayList<>();

    void finds(String name, Result result) {
        results.add(new Found(name, result));
    }

    @Override
    public List<HealthCheckExecutionResult> execute(HealthCheckSelector selector) {
        return selector.equals(HealthCheckSelector.tags("jackfield")) ? results : List.of();
    }

    private record Found(String name, Result result) implements HealthCheckExecutionResult {
        @Override
        public Result getHealthCheckResult() {
            return result;
        }

        @Override
        public long getElapsedTimeInMs() {
            return 1;
        }

        @Override
        public Date getFinishedAt() {
            return Date.from(TestDevice.TIME);
        }

        @Override
        public boolean hasTimedOut() {
            return false;
        }

        @Override
        public HealthCheckMetadata getHealthCheckMetadata() {
            Map<String, Object> properties = Map.of(HealthCheck.NAME, name, Constants.SERVICE_ID, 1L);
            return new HealthCheckMetadata((ServiceReference<?>) Proxy.newProxyInstance(
                    TestHealth.class.getClassLoader(),
                    new Class<?>[] {ServiceReference.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getProperty") ? properties.get((String) arguments[0]) : null));
        }
    }
}
