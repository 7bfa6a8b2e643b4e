// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jackfield.itest.Api.Answer;

/** Somebody who has read the API's document and sends what it allows, and what it does not. Of one thread. */
final class Stranger {
    /** What a server must not take for a part of an address; encoded it stands for itself. */
    private static final String UNWANTED = ".*[/\\\\%\\p{Cntrl}].*|\\.{0,2}";

    /** Longer addresses are refused before anybody asks what they are. */
    private static final int LONGEST = 2_000;

    private static final Map<String, List<String>> WORDS = Map.of(
            "device_type", List.of("Detector", "Rover"),
            "task_type", List.of("Collect", "Sweep", "Monitor", "Sequence", "Parallel"),
            "method", List.of("level", "setLevel", "is_streaming", "start_streaming", "stop_streaming"),
            "command", List.of("setLevel", "level"),
            "argument", List.of("level"),
            "key", List.of("above", "below", "hold_off"),
            "Prefer", List.of("respond-async", "wait=1", "return=minimal"),
            "If-Match", List.of("*", "\"none\"", "none"));

    private final String name;
    private final Random random;
    private final Map<String, List<String>> known = new TreeMap<>(WORDS);
    private final Map<String, List<String>> ids = new TreeMap<>();
    private final JsonFuzz fuzz;
    private int made;

    /** @param paramSchemas of what {@code params} may be, depending on the type */
    Stranger(String name, long seed, JsonNode document, List<JsonNode> paramSchemas) {
        this.name = name;
        this.random = new Random(seed);
        List.of("device", "task").forEach(kind -> ids.put(kind + "-types", WORDS.get(kind + "_type")));
        this.fuzz = new JsonFuzz(random, document, known, paramSchemas);
    }

    /** Has a device to play with. */
    void meets(String deviceId) {
        add("devices", deviceId);
        known.put("device", List.of(deviceId));
        known.put("device_id", List.of(deviceId, name + "-device-" + made));
    }

    /** One request of that kind. */
    Answer send(Api api, String method, String template, JsonNode operation) throws Exception {
        made++;
        known.put("task_id", List.of(name + "-task-" + made));
        List<String> headers = new ArrayList<>();
        StringBuilder path = new StringBuilder(template.replaceAll("\\{[^}]*}", address(template)));
        for (JsonNode listed : operation.path("parameters")) {
            JsonNode parameter = fuzz.resolved(listed);
            String place = parameter.path("in").asText();
            if (place.equals("path") || random.nextInt(3) > 0) {
                continue;
            }
            String field = parameter.path("name").asText();
            String value = fuzz.of(field, parameter.path("schema")).asText();
            value = value.substring(0, Math.min(value.length(), LONGEST));
            if (place.equals("query")) {
                path.append(path.indexOf("?") < 0 ? '?' : '&')
                        .append(field)
                        .append('=')
                        .append(encoded(value));
            } else if (value.matches("[!-~][ -~]*")) {
                headers.addAll(List.of(field, value));
            }
        }
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        return remembered(api.send(
                method,
                path.toString(),
                body.isMissingNode() ? null : fuzz.body(body),
                headers.toArray(String[]::new)));
    }

    /** Of something of the kind that the path is about, if there is any. */
    private String address(String template) {
        List<String> there = ids.getOrDefault(template.split("/", -1)[1], List.of("nobody"));
        String id = random.nextInt(8) > 0 ? fuzz.oneOf(there) : fuzz.text();
        return id.matches("(?s)" + UNWANTED) || id.length() > LONGEST ? "nobody" : encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer remembered(Answer answer) {
        Map.of("task_id", "tasks", "call_id", "calls").forEach((field, place) -> {
            if (answer.status() < 300 && answer.body().has(field)) {
                add(place, answer.text(field));
            }
        });
        return answer;
    }

    /** The latest few are enough. */
    private void add(String place, String id) {
        List<String> there = ids.computeIfAbsent(place, unused -> new ArrayList<>());
        there.add(id);
        if (there.size() > 4) {
            there.remove(0);
        }
    }
}
