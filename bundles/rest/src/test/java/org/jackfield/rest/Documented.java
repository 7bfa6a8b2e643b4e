// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;

/** Holds answers against the OpenAPI document: their status must be in it and their body must fit its schema. */
final class Documented {
    static final JsonNode DOCUMENT = document();

    private Documented() {}

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(BundleFile.read("openapi.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(String method, String path, HttpResponse<String> response) throws IOException {
        JsonNode operations = operations(path.replaceFirst("\\?.*", ""));
        JsonNode operation = operations.path(method.toLowerCase(Locale.ROOT));
        int status = response.statusCode();
        if (operation.isMissingNode()) {
            assertThat(status).as(method + " " + path).isIn(404, 405, 200);
            return;
        }
        if (status == 304 || status == 406) {
            return; // of the protocol, wherever there is an entity tag or something to choose
        }
        JsonNode answer = resolved(operation.get("responses").path(String.valueOf(status)));
        assertThat(answer.isMissingNode())
                .as("%s %s may answer %s: %s", method, path, status, response.body())
                .isFalse();
        JsonNode schema = answer.path("content").path("application/json").path("schema");
        boolean json = response.headers().firstValue("Content-Type").orElse("").equals("application/json");
        if (json && !schema.isMissingNode()) {
            fits(new ObjectMapper().readTree(response.body()), schema, method + " " + path + " " + status);
        } else {
            assertThat(response.body().isEmpty() || !json).as(response.body()).isTrue();
        }
    }

    private static JsonNode operations(String path) {
        for (Map.Entry<String, JsonNode> template : DOCUMENT.get("paths").properties()) {
            if (path.matches(template.getKey().replace(".", "\\.").replaceAll("\\{\\w+\\}", "[^/]+"))) {
                return template.getValue();
            }
        }
        return DOCUMENT.path("nothing");
    }

    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** As far as this document's schemas go. */
    static void fits(JsonNode value, JsonNode reference, String where) {
        JsonNode schema = resolved(reference);
        if (schema.has("oneOf")) {
            fits(value, schema.get("oneOf").get(value.isNull() ? 1 : 0), where);
            return;
        }
        if (schema.has("const")) {
            assertThat(value).as(where).isEqualTo(schema.get("const"));
        }
        if (schema.has("enum")) {
            assertThat(schema.get("enum")).as(where).contains(value);
        }
        if (schema.has("type")) {
            assertThat(hasType(value, schema.get("type")))
                    .as("%s is %s: %s", where, schema.get("type"), value)
                    .isTrue();
        }
        schema.path("required").forEach(name -> assertThat(value.has(name.textValue()))
                .as("%s has %s: %s", where, name, value)
                .isTrue());
        if (value.isArray()) {
            value.forEach(item -> fits(item, schema.path("items"), where + "[]"));
        }
        JsonNode known = schema.path("properties");
        if (value.isObject() && known.isObject()) {
            value.properties().forEach(member -> {
                if (!known.has(member.getKey())) {
                    fail(where + " must not have '" + member.getKey() + "', which the document does not know");
                }
                fits(member.getValue(), known.get(member.getKey()), where + "." + member.getKey());
            });
        }
    }

    private static boolean hasType(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (hasType(value, one)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.textValue()) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("unknown type in the document: " + type);
        };
    }
}
