// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.jackfield.web.ErrorJson;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health}: whether the server answers, and on request what is wrong with the house. The first is 200 whatever
 * the second says: who is restarted for one driver that hangs would take every other stream along.
 */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    /** The checks that say nothing which a stranger may not know; those of others are in the console. */
    private static final String FOR_ALL = "jackfield";

    /** Whoever makes the checks. */
    interface Checks {
        List<HealthCheckExecutionResult> execute(HealthCheckSelector selector);
    }

    private final Clock clock;
    private final Checks checks;

    HealthResource(Clock clock, Checks checks) {
        this.clock = clock;
        this.checks = checks;
    }

    @GET
    public Response health(@QueryParam("details") @Nullable String details) {
        if (!asked(details)) {
            return answer(200, json("healthy"));
        }
        List<HealthCheckExecutionResult> results = checks.execute(HealthCheckSelector.tags(FOR_ALL));
        Status worst = HealthJson.worst(results);
        Map<String, Object> json = json(worst == Status.OK ? "healthy" : HealthJson.name(worst));
        json.put("checks", results.stream().map(HealthJson::of).toList());
        return answer(worst.compareTo(Status.WARN) > 0 ? 503 : 200, json);
    }

    private static boolean asked(@Nullable String details) {
        if (details == null || details.equals("false") || details.equals("0")) {
            return false;
        }
        if (details.isEmpty() || details.equals("true") || details.equals("1")) {
            return true;
        }
        throw JsonBody.invalid("details must be true or false, was " + JsonBody.quoted(details));
    }

    private Map<String, Object> json(String status) {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", status);
        health.put("timestamp", ErrorJson.time(clock.instant()));
        return health;
    }

    private static Response answer(int status, Map<String, Object> json) {
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(json)
                .build();
    }
}
