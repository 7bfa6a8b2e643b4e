// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that fit a JSON schema, nearly fit it, or do not at all. One seed always gives the same ones. */
final class JsonFuzz {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "_",
            ".",
            "..",
            "../..",
            "a/b",
            "\u0000",
            "\n",
            "é\u2028😀",
            "\"",
            "\\",
            "${x}",
            "%00",
            "null");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "7",
            "0.5",
            "-0.0",
            "1e-320",
            "2147483648",
            "9223372036854775808",
            "1e308",
            "1e400",
            "123456789012345678901234567890");
    private static final List<String> NO_OBJECTS =
            List.of("", "{", "[]", "nul", "{\"a\":1,\"a\":2}", "{} {}", "{'a':1}", "\u0000", "{\"a\":\"\\ud800\"}");
    private static final int MAX_DEPTH = 6;

    private final Random random;
    private final JsonNode document;
    private final Map<String, List<String>> known;
    private final List<JsonNode> paramSchemas;

    /**
     * For the schemas of a document.
     *
     * @param known good values of fields, by the names of these; may change
     * @param paramSchemas of what {@code params} may be
     */
    JsonFuzz(Random random, JsonNode document, Map<String, List<String>> known, List<JsonNode> paramSchemas) {
        this.random = random;
        this.document = document;
        this.known = known;
        this.paramSchemas = paramSchemas;
    }

    /** What a reference in the document stands for. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** A whole body, of which some are no JSON. */
    String body(JsonNode schema) {
        return switch (random.nextInt(20)) {
            case 0 -> oneOf(NO_OBJECTS);
            case 1 -> "{\"a\":".repeat(random.nextInt(2_000));
            case 2 -> of("", schema).toString().repeat(2).substring(1);
            default -> of("", schema).toString();
        };
    }

    /** Mostly a value that fits the field of that name. */
    JsonNode of(String name, JsonNode schema) {
        return of(name, resolved(schema), 0);
    }

    private JsonNode of(String name, JsonNode listed, int depth) {
        boolean params = name.equals("params") && depth == 1 && random.nextBoolean();
        JsonNode schema = params ? paramSchemas.get(random.nextInt(paramSchemas.size())) : resolved(listed);
        if (depth > MAX_DEPTH || random.nextInt(12) == 0) {
            return anything(depth);
        }
        if (known.containsKey(name) && random.nextInt(8) > 0) {
            return JSON.textNode(oneOf(known.get(name)));
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> JSON.numberNode((long) number(schema));
            case "number" -> JSON.numberNode(number(schema));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "string" -> JSON.textNode(text());
            default -> anything(depth);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (random.nextInt(10) < (required.contains(property.getKey()) ? 9 : 4)) {
                object.set(property.getKey(), of(property.getKey(), property.getValue(), depth + 1));
            }
        });
        if (random.nextInt(15) == 0) {
            object.set(text(), anything(depth));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(of("", schema.path("items"), depth + 1));
        }
        return array;
    }

    private double number(JsonNode schema) {
        double least =
                schema.path("minimum").asDouble(schema.path("exclusiveMinimum").asDouble(-100));
        double most = schema.path("maximum").asDouble(least + 200);
        return switch (random.nextInt(5)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + random.nextInt(20);
        };
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > MAX_DEPTH ? 4 : 6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.textNode(text());
            case 3 -> JSON.rawValueNode(new RawValue(oneOf(NUMBERS)));
            case 4 -> JSON.objectNode().set(text(), anything(depth + 1));
            default -> JSON.arrayNode().add(anything(depth + 1));
        };
    }

    /** Any text, short or long, decent or not. */
    String text() {
        return random.nextInt(30) == 0 ? "x".repeat(random.nextInt(20_000)) : oneOf(TEXTS);
    }

    /** One of them. */
    String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
