// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jackfield.inventory.ConfigurationProblem;
import org.jackfield.inventory.DeviceInventory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What files in the configuration folder say in vain. Stateless. */
@Component
@HouseCheck(name = "configuration")
public final class ConfigurationCheck implements HealthCheck {
    private final DeviceInventory inventory;

    @Activate
    public ConfigurationCheck(@Reference DeviceInventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        List<ConfigurationProblem> problems = inventory.problems();
        problems.forEach(problem -> found.warn(problem.file() + ": " + problem.message()));
        found.note(Amount.of(problems.size(), "problem"));
        return found.result();
    }
}
