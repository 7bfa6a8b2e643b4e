// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jackfield.task.TaskInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies made of the document's own schemas, then spoilt. Which, is always the same. */
@Timeout(120)
final class FuzzTest {
    private static final int BODIES = 400;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "pm1",
            "PowerMeter",
            "Sweep",
            "reset",
            "set_gain",
            "_x",
            "stop_streaming",
            "..",
            "a/b",
            "\u0000",
            "ä🔬",
            "HALF",
            "'; --",
            "%2e%2e",
            "\u202e",
            "x".repeat(300),
            "y".repeat(20_000),
            "1e9",
            "true");
    private static final Map<String, String> RIGHT = Map.of(
            "device_type", "PowerMeter", "task_type", "Sweep", "method", "set_gain", "key", "step", "holder", "Ada");
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static ControlServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new ControlServer();
        TaskInfo unused = server.tasks.start("s", "Sweep", Map.of());
        server.inventory.added = added -> server.serve(new TestDevice(added.deviceId(), added.type()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> routesWithBodies() {
        List<String> routes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : Documented.DOCUMENT.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                boolean json = operation
                        .getValue()
                        .at("/requestBody/content/application~1json")
                        .isObject();
                if (json && !path.getKey().startsWith("/stream")) {
                    routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return routes.stream();
    }

    @ParameterizedTest
    @MethodSource("routesWithBodies")
    void noBodyMakesTheServerFail(String route) throws Exception {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(method.length() + 1);
        JsonNode operation = Documented.DOCUMENT.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
        JsonNode schema = Documented.resolved(operation.at("/requestBody/content/application~1json/schema"));
        String at = path.replace("{id}", path.startsWith("/tasks") ? "s" : "pm1");
        Random random = new Random(route.hashCode());
        int succeeded = 0;
        for (int i = 0; i < BODIES; i++) {
            String body = body(schema, random);
            server.device().owner = Optional.empty();
            HttpResponse<String> response = server.send(method, at, body);
            assertAnswered(response, method + " " + at, body);
            succeeded += response.statusCode() < 300 ? 1 : 0;
        }
        assertThat(succeeded > 0).as("bodies that are right: %s", succeeded).isNotEqualTo(method.equals("DELETE"));
    }

    private static void assertAnswered(HttpResponse<String> response, String route, String body) throws Exception {
        String what = route + " " + body.substring(0, Math.min(body.length(), 500)) + " → " + response.body();
        JsonNode answer = response.body().isEmpty() ? JSON.objectNode() : PLAIN.readTree(response.body());
        boolean asTheContractHasIt = answer.at("/error/type").asText().equals("TaskParameterError");
        assertThat(response.statusCode() < 500 || asTheContractHasIt).as(what).isTrue();
        if (response.statusCode() >= 400) {
            assertThat(answer.has("error") || answer.at("/detail/0/msg").isTextual())
                    .as(what)
                    .isTrue();
            assertThat(response.body()).as(what).doesNotContain("Exception", "org.jackfield", "at java.");
        }
    }

    private static String body(JsonNode schema, Random random) throws Exception {
        ObjectNode body = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
            if (random.nextInt(6) > 0) {
                body.set(property.getKey(), value(property.getKey(), property.getValue(), random));
            }
        }
        if (random.nextInt(8) == 0) {
            body.set(TEXTS.get(random.nextInt(TEXTS.size())), any(random, 0));
        }
        String text = (random.nextBoolean() ? PLAIN : ESCAPED)
                .writeValueAsString(body)
                .replace("HALF", "\\ud800");
        return switch (random.nextInt(25)) {
            case 0 -> text.substring(0, random.nextInt(text.length()) + 1);
            case 1 -> text.replace(':', ' ');
            case 2 -> PLAIN.writeValueAsString(any(random, 0));
            case 3 -> text.replaceFirst("\\{", "{\"deep\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",");
            case 4 -> text + text;
            default -> text;
        };
    }

    private static JsonNode value(String name, JsonNode schema, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> any(random, 0);
            case 1 -> schema.path("type").asText().equals("object") ? JSON.objectNode() : fitting(schema, random);
            default -> RIGHT.containsKey(name) ? JSON.textNode(RIGHT.get(name)) : fitting(schema, random);
        };
    }

    /** What the schema asks for, nearly. */
    private static JsonNode fitting(JsonNode schema, Random random) {
        return switch (schema.path("type").asText()) {
            case "string" -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case "integer" -> JSON.numberNode(random.nextInt(100_000) - 5_000);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> JSON.arrayNode().add(any(random, 1));
            case "object" -> JSON.objectNode().set(random.nextBoolean() ? "rate" : "db", any(random, 1));
            default -> any(random, 1);
        };
    }

    private static JsonNode any(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 7 : 9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(300)));
            case 4 -> JSON.numberNode(new BigInteger(2_000, random));
            case 5, 6 -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 7 -> JSON.arrayNode().add(any(random, depth + 1)).add(any(random, depth + 1));
            default -> JSON.objectNode().set(TEXTS.get(random.nextInt(TEXTS.size())), any(random, depth + 1));
        };
    }
}
