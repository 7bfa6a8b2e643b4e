// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.jackfield.web.ErrorJson;

/** What checks have found as the wire has it: without exceptions, which may name places on the machine. */
final class HealthJson {
    private HealthJson() {}

    /** The worst of all; a house in which nothing was checked is not known to be well. */
    static Status worst(List<HealthCheckExecutionResult> results) {
        return results.stream()
                .map(result -> result.getHealthCheckResult().getStatus())
                .max(Status::compareTo)
                .orElse(Status.HEALTH_CHECK_ERROR);
    }

    static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> of(HealthCheckExecutionResult check) {
        Result result = check.getHealthCheckResult();
        List<Map<String, Object>> messages = new ArrayList<>();
        for (var entry : result) {
            if (!entry.isDebug()) {
                messages.add(message(entry.getStatus(), entry.getMessage()));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", check.getHealthCheckMetadata().getTitle());
        json.put("status", name(result.getStatus()));
        json.put("timestamp", ErrorJson.time(check.getFinishedAt().toInstant()));
        json.put("messages", messages);
        return json;
    }

    private static Map<String, Object> message(Status status, String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("status", name(status));
        message.put("text", text);
        return message;
    }
}
