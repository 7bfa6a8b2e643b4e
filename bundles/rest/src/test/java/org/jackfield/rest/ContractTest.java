// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.ControlServer.json;
import static org.jackfield.rest.ControlServer.ok;
import static org.jackfield.rest.ControlServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.Owner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What LabDaemon's clients rely on, example by example. What we tell beyond it comes after it. */
@Timeout(60)
final class ContractTest {
    @AutoClose
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer();
    }

    /** The first members must be these, in this order; more may follow. */
    private static void assertBegins(JsonNode json, String example) throws Exception {
        JsonNode expected = new ObjectMapper().readTree(example);
        assertThat(ControlServer.names(json))
                .startsWith(ControlServer.names(expected).toArray(String[]::new));
        ObjectNode shared = ((ObjectNode) json).deepCopy().retain(ControlServer.names(expected));
        assertThat(shared).isEqualTo(expected);
    }

    @Test
    void anErrorHasATypeAMessageAnOriginATimeAndAContext() throws Exception {
        JsonNode error = refused(server.get("/devices/pm7"), 404, "DeviceNotFound");
        assertThat(error.get("message").textValue()).isEqualTo("No device found with ID: 'pm7'");
        assertThat(error.get("origin").textValue()).isEqualTo("framework");
        assertThat(error.get("timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
        assertThat(error.get("context").toString()).isEqualTo("{}");
    }

    @Test
    void aDeviceBeginsWithSixFields() throws Exception {
        assertBegins(
                ok(server.get("/devices/pm1")),
                "{\"device_id\":\"pm1\",\"device_type\":\"PowerMeter\",\"connected\":true,\"streaming\":false,"
                        + "\"owned_by\":null,\"last_error\":null}");
        assertThat(ControlServer.names(ok(server.get("/devices")))).containsExactly("devices");
    }

    @Test
    void aNewDeviceHasNoLastError() throws Exception {
        server.inventory.added = added -> server.serve(new TestDevice(added.deviceId(), added.type()));
        JsonNode device = ok(server.post(
                "/devices", "{\"device_id\":\"pm2\",\"device_type\":\"PowerMeter\",\"params\":{\"rate\":1}}"));
        assertBegins(
                device,
                "{\"device_id\":\"pm2\",\"device_type\":\"PowerMeter\",\"connected\":true,\"streaming\":false,"
                        + "\"owned_by\":null}");
        assertThat(device.has("last_error")).isFalse();
        ok(server.post("/devices", "{\"device_id\":\"pm3\",\"device_type\":\"PowerMeter\"}"));
    }

    @Test
    void aMethodBeginsWithItsNameParametersAndDoc() throws Exception {
        JsonNode gain = ok(server.get("/devices/pm1/methods")).get("methods").get(0);
        assertBegins(
                gain.get("parameters").get(0),
                "{\"name\":\"db\",\"type\":\"number\",\"required\":false,\"default\":3.0}");
        assertThat(ControlServer.names(gain)).startsWith("name", "parameters", "doc");
    }

    @Test
    void aCallAnswersWithResultAndSuccess() throws Exception {
        assertThat(server.post("/devices/pm1/call", "{\"method\":\"set_gain\",\"args\":[2.5],\"kwargs\":{}}")
                        .body())
                .isEqualTo("{\"result\":2.5,\"success\":true}");
    }

    @Test
    void whatADriverThrowsHasItsNameAndSaysWhichMethod() throws Exception {
        server.device().behaviour = call -> CompletableFuture.failedStage(TestDevice.refused(
                Reason.DEVICE_REFUSED, "ValueError", "device", Map.of("device_id", "pm1", "method", call.method())));
        JsonNode error = refused(server.post("/devices/pm1/call", "{\"method\":\"reset\"}"), 400, "ValueError");
        assertThat(error.get("origin").textValue()).isEqualTo("device");
        assertThat(error.get("context").toString())
                .contains("\"device_id\":\"pm1\"")
                .contains("\"method\":\"reset\"");
    }

    @Test
    void aTasksDeviceRefusesCallsAndNamesTheTask() throws Exception {
        server.device().owner = Optional.of(new Owner(Owner.Kind.TASK, "sweep-1", TestDevice.TIME, Optional.empty()));
        for (String path : List.of("/devices/pm1/call", "/devices/pm1/disconnect")) {
            JsonNode error = refused(server.post(path, "{\"method\":\"reset\"}"), 409, "DeviceInUse");
            assertThat(error.get("context"))
                    .isEqualTo(new ObjectMapper().readTree("{\"device_id\":\"pm1\",\"task_id\":\"sweep-1\"}"));
        }
        ok(server.get("/devices/pm1"));
        ok(server.get("/devices/pm1/methods"));
        ok(server.post("/devices/pm1/connect", ""));
    }

    @Test
    void anythingButAnObjectIsUnprocessable() throws Exception {
        HttpResponse<String> response = server.post("/devices/pm1/call", "[1]");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("detail").isArray()).isTrue();
    }

    @Test
    void theServerNamesItsRoutes() throws Exception {
        JsonNode endpoints = ok(server.get("/")).get("endpoints");
        assertThat(endpoints.get("device_stream").textValue()).isEqualTo("/stream/devices/{device_id}");
        assertThat(endpoints.get("stop_device_stream").textValue()).isEqualTo("/devices/{device_id}/stream/stop");
        assertThat(server.get("/health").body())
                .isEqualTo("{\"status\":\"healthy\",\"timestamp\":\"2026-03-01T09:15:00+00:00\"}");
    }

    @Test
    void aTaskIsListedByThreeFieldsAndToldByFive() throws Exception {
        ok(server.post("/tasks", "{\"task_id\":\"s\",\"task_type\":\"Sweep\",\"params\":{}}"));
        assertBegins(
                ok(server.get("/tasks")).get("tasks").get(0),
                "{\"task_id\":\"s\",\"task_type\":\"Sweep\",\"running\":true}");
        assertBegins(
                ok(server.get("/tasks/s")),
                "{\"task_id\":\"s\",\"task_type\":\"Sweep\",\"running\":true,\"result\":null,\"exception\":null}");
    }
}
