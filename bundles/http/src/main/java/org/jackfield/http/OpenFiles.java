// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Whether the process may open as many files as it may have connections. Where it may not, clients beyond are
 * neither accepted nor refused, which looks like a fault of the network.
 */
final class OpenFiles {
    /** What the process has open beside connections: bundles, logs, what drivers use. */
    static final int OTHERS = 500;

    private OpenFiles() {}

    /** How many the process may have open; empty where the system has no such limit. */
    static OptionalLong limit() {
        try {
            Object limit = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "MaxFileDescriptorCount");
            return limit instanceof Long count ? OptionalLong.of(count) : OptionalLong.empty();
        } catch (AttributeNotFoundException e) {
            return OptionalLong.empty(); // Windows
        } catch (JMException e) {
            throw new IllegalStateException("this virtual machine does not tell of its system", e);
        }
    }

    /** What to do about it if the limit is too low for so many connections. */
    static Optional<String> advice(long limit, int connections) {
        long needed = (long) connections + OTHERS;
        if (limit >= needed) {
            return Optional.empty();
        }
        return Optional.of("This process may have " + limit + " files open, which is enough for about "
                + Math.max(0, limit - OTHERS) + " connections; " + connections + " are allowed. Raise the limit to "
                + needed + " (ulimit -n as root, LimitNOFILE= of a systemd service, --ulimit nofile= of a container)"
                + " or lower connections.max.");
    }
}
