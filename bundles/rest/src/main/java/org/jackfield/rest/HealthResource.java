// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.inventory.ConfigurationProblem;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.web.ErrorJson;

/** {@code /health}: whether the server answers, and what the administrator has written that it does not understand. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final Clock clock;
    private final DeviceInventory inventory;

    HealthResource(Clock clock, DeviceInventory inventory) {
        this.clock = clock;
        this.inventory = inventory;
    }

    @GET
    public Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "healthy");
        health.put("timestamp", ErrorJson.time(clock.instant()));
        List<ConfigurationProblem> problems = inventory.problems();
        if (!problems.isEmpty()) { // LabDaemon has but the two
            health.put(
                    "configuration_problems",
                    problems.stream().map(HealthResource::problem).toList());
        }
        return health;
    }

    private static Map<String, String> problem(ConfigurationProblem problem) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("file", problem.file());
        json.put("message", problem.message());
        return json;
    }
}
