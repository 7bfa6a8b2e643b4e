// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.util.Optional;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a device's configuration from belonging to one bundle: it would never reach the driver's next version,
 * which runs beside the present one for a while. Whoever creates a configuration without saying whom it is for
 * has it bound to the first bundle that takes it; here it is opened to all.
 */
@Component(immediate = true)
public final class FreeConfigurations implements SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(FreeConfigurations.class);
    private static final String EVERY_BUNDLE = "?";

    private final ConfigurationAdmin admin;

    /** Opens those that are there already. */
    @Activate
    public FreeConfigurations(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
        free("(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=*)");
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        // A change of location can bind it again.
        if (event.getFactoryPid() != null && event.getType() != ConfigurationEvent.CM_DELETED) {
            free("(service.pid=" + event.getPid().replaceAll("[\\\\*()]", "\\\\$0") + ")");
        }
    }

    private void free(String filter) {
        try {
            Configuration[] found =
                    Optional.ofNullable(admin.listConfigurations(filter)).orElse(new Configuration[0]);
            for (Configuration configuration : found) {
                free(configuration);
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.warn("Configurations {} cannot be listed; they may not reach a driver's next version", filter, e);
        }
    }

    private static void free(Configuration configuration) {
        try {
            String location = configuration.getBundleLocation();
            if (configuration.getFactoryPid() != null && (location == null || !location.startsWith(EVERY_BUNDLE))) {
                configuration.setBundleLocation(EVERY_BUNDLE);
                LOG.info("{} is open to every version of its driver now", configuration.getPid());
            }
        } catch (IllegalStateException e) {
            LOG.debug("A configuration was deleted before it could be opened", e);
        }
    }
}
