// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** A client of the control plane, which speaks JSON as LabDaemon's does. Any thread may use it. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than the server ever takes to answer; who waits longer has been forgotten. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    /** Of a request that was not answered as it should be. */
    private static final int SHOWN = 1_000;

    private final RunningProduct product;

    Api(RunningProduct product) {
        this.product = product;
    }

    /** What came back; a body that is no JSON is a text. */
    record Answer(String request, int status, HttpHeaders headers, JsonNode body) {
        Answer mustBe(int expected) {
            assertThat(status).as("%s: %s", request, body).isEqualTo(expected);
            return this;
        }

        /** Refused in the form of every refusal. */
        JsonNode mustRefuse(int expected, String type) {
            JsonNode error = mustBe(expected).body.path("error");
            assertThat(error.path("type").asText()).as("%s: %s", request, body).isEqualTo(type);
            assertThat(error.path("message").asText()).as(request).isNotBlank();
            assertThat(error.path("origin").asText()).as(request).isIn("framework", "device", "callback");
            assertThat(error.path("timestamp").asText())
                    .as(request)
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
            assertThat(error.path("context").isObject()).as(request).isTrue();
            return error;
        }

        /** The path where what was made can be found. */
        String place() {
            return URI.create(headers.firstValue("Location").orElseThrow()).getPath();
        }

        String text(String field) {
            return body.path(field).asText();
        }
    }

    /** JSON with single quotes, which Java has no use for. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    Answer get(String path) throws Exception {
        return send("GET", path, null);
    }

    Answer post(String path, String body) throws Exception {
        return send("POST", path, json(body));
    }

    Answer delete(String path) throws Exception {
        return send("DELETE", path, null);
    }

    /** Any request; {@code headers} are names and values in turn. */
    Answer send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = product.request(path)
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = product.send(request);
        return new Answer(
                shown(method + ' ' + path + ' ' + (body == null ? "" : body)),
                response.statusCode(),
                response.headers(),
                parsed(response.body()));
    }

    private static String shown(String request) {
        return request.length() <= SHOWN ? request : request.substring(0, SHOWN) + "…";
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(body); // which no test of JSON will take for what it expects
        }
    }

    JsonNode device(String id) throws Exception {
        return get("/devices/" + id).mustBe(200).body();
    }

    /** Adds and connects a device, as LabDaemon's {@code ensure_device} does. */
    void ensureDevice(String id, String type, String params) throws Exception {
        if (get("/devices/" + id).status() == 404) {
            post("/devices", "{'device_id':'" + id + "','device_type':'" + type + "','params':" + params + '}')
                    .mustBe(200);
            untilDevice(id, "served", device -> !device.path("state").asText().equals("offline"));
        }
        if (!device(id).path("connected").asBoolean()) {
            assertThat(post("/devices/" + id + "/connect", "")
                            .mustBe(200)
                            .body()
                            .path("connected")
                            .asBoolean())
                    .isTrue();
        }
    }

    Answer call(String id, String method, String arguments) throws Exception {
        return post("/devices/" + id + "/call", "{'method':'" + method + '\'' + arguments + '}');
    }

    void untilDevice(String id, String what, Predicate<JsonNode> state) throws Exception {
        until(id + " is " + what, () -> state.test(get("/devices/" + id).body()));
    }

    /** Waits for a task to be in that state, and returns all that is known of it then. */
    JsonNode awaitTask(String id, String state) throws Exception {
        JsonNode[] last = new JsonNode[1];
        until("task " + id + " is " + state, () -> {
            last[0] = get("/tasks/" + id).mustBe(200).body();
            return last[0].path("state").asText().equals(state);
        });
        return last[0];
    }
}
