// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.Locale;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.jackfield.driver.Drivers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The drivers in the web console. Any number of visitors may be served at once. */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=drivers",
            ServletConstants.PLUGIN_TITLE + "=Drivers",
            TablePage.CATEGORY
        })
public final class DriversPage extends TablePage {
    private static final long serialVersionUID = 1;

    private final transient Drivers drivers;

    @Activate
    public DriversPage(@Reference Drivers drivers) {
        this.drivers = drivers;
    }

    @Override
    Table table() {
        return DriverText.full(drivers.all());
    }

    @Override
    String summary(Table table) {
        return table.count("driver") + "; versions that stayed in memory after they had left: " + drivers.leaks();
    }

    @Override
    String act(String action, String key) throws IOException, InterruptedException {
        if (!action.equals("roll back")) {
            throw unknownAction(action);
        }
        return DriverRollback.of(drivers, key)
                .map(driver -> (key + ": version " + driver.version() + ", "
                                + driver.verdict().name().toLowerCase(Locale.ROOT) + ". " + driver.reason())
                        .strip())
                .orElse(key + " is not decided yet; it goes on.");
    }
}
