// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells a device that is to be no more from one whose driver is away: the configuration that has made it is deleted,
 * over whatever way that was done. Synchronous, so that whoever has deleted it does not find it any longer.
 */
@Component
public final class DeletedConfigurations implements SynchronousConfigurationListener {
    private final DeviceRegistry registry;

    @Activate
    public DeletedConfigurations(@Reference DeviceRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            registry.deleted(event.getPid());
        }
    }
}
