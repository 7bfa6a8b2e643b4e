// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The configurations deleted lately. Declarative Services hears of a deletion later than we do and may register a
 * service for what is deleted already, or unregister it long after. Any thread; the names are under the monitor.
 */
final class Deletions {
    static final int KEPT = 1_000;

    private final ConfigurationAdmin configurations;
    private final Map<String, Boolean> pids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    Deletions(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    synchronized void add(String pid) {
        pids.put(pid, true);
    }

    /** Whether that configuration was deleted and has not been made again since. */
    boolean include(String pid) {
        synchronized (this) {
            if (!pids.containsKey(pid)) {
                return false; // whoever registers services by hand may give them any PID
            }
        }
        return !exists(pid);
    }

    private boolean exists(String pid) {
        String quoted = pid.replaceAll("[\\\\*()]", "\\\\$0");
        try {
            return configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + quoted + ")") != null;
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("cannot find out whether the configuration " + pid + " exists", e);
        }
    }
}
