// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Verdict;
import org.jackfield.driver.Drivers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which driver files will not run, and which drivers cannot leave memory, in the deployer's words. Stateless. */
@Component
@HouseCheck(name = "drivers")
public final class DriversCheck implements HealthCheck {
    private final Drivers drivers;

    @Activate
    public DriversCheck(@Reference Drivers drivers) {
        this.drivers = drivers;
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        List<DriverEntry> all = drivers.all();
        for (DriverEntry driver : all) {
            if (driver.verdict() == Verdict.REJECTED) {
                found.warn(driver.name() + " is rejected: " + driver.reason());
            }
            driver.leak().ifPresent(leak -> found.warn(driver.name() + ": " + leak));
        }
        found.note(Amount.of(all.size(), "driver file") + ", " + Amount.of(drivers.leaks(), "version")
                + " kept in memory since the start");
        return found.result();
    }
}
