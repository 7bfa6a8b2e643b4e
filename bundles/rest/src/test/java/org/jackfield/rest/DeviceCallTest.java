// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.ControlServer.json;
import static org.jackfield.rest.ControlServer.ok;
import static org.jackfield.rest.ControlServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.Owner;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DeviceCallTest {
    private static final String CALL = "/devices/pm1/call";
    private static final String RESET = "{\"method\":\"reset\"}";

    @AutoClose
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer(Duration.ofMillis(300), Duration.ofSeconds(30));
    }

    private static Owner owner(Owner.Kind kind, String name) {
        return new Owner(kind, name, TestDevice.TIME, Optional.of(TestDevice.TIME));
    }

    @Test
    void argumentsArriveByPositionAndByNameAndTheResultComesBack() throws Exception {
        JsonNode answer = ok(server.post(CALL, "{\"method\":\"set_gain\",\"args\":[[1,null,\"ä🔬\"]]}"));
        assertThat(answer.get("result").get(1).isNull()).isTrue();
        assertThat(answer.get("result").get(2).textValue()).isEqualTo("ä🔬");
        assertThat(server.post(CALL, "{\"method\":\"set_gain\",\"kwargs\":{\"db\":4.5}}")
                        .body())
                .isEqualTo("{\"result\":4.5,\"success\":true}");
        assertThat(server.post(CALL, RESET).body()).isEqualTo("{\"result\":null,\"success\":true}");
        assertThat(server.device().calls).hasSize(3);
        assertThat(server.device().callers.get(0).name()).contains("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | InvalidRequest",
                "{\"method\":null,\"args\":7} | 400 | InvalidRequest",
                "{\"method\":\"_reset\",\"args\":7} | 400 | InvalidRequest",
                "{\"method\":\"toString\",\"args\":7} | 404 | MethodNotFound",
                "{\"method\":\"reset\",\"args\":7} | 400 | InvalidRequest",
                "{\"method\":\"reset\",\"args\":null} | 400 | InvalidRequest",
                "{\"method\":\"reset\",\"kwargs\":[]} | 400 | InvalidRequest",
                "{\"method\":\"reset\",\"async\":1} | 400 | InvalidRequest",
                "{\"method\":\"reset\",\"arguments\":[]} | 400 | InvalidRequest"
            })
    void aCallIsCheckedInLabDaemonsOrder(String body, int status, String type) throws Exception {
        refused(server.post(CALL, body), status, type);
        server.device().owner = Optional.of(owner(Owner.Kind.TASK, "sweep"));
        JsonNode error = refused(server.post(CALL, body), 409, "DeviceInUse");
        assertThat(error.get("context").get("task_id").textValue()).isEqualTo("sweep");
        refused(server.post("/devices/nix/call", body), 404, "DeviceNotFound");
        assertThat(server.device().calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 404",
        "INVALID, 400",
        "CONFLICT, 409",
        "BUSY, 503",
        "DEVICE_REFUSED, 400",
        "DEVICE_FAILED, 500"
    })
    void whatTheDeviceThrowsIsToldUnderItsOwnName(Reason reason, int status) throws Exception {
        server.device().behaviour = call -> CompletableFuture.failedStage(
                TestDevice.refused(reason, "OverloadException", "device", Map.of("method", call.method())));
        HttpResponse<String> response = server.post(CALL, RESET);
        JsonNode error = refused(response, status, "OverloadException");
        assertThat(error.get("origin").textValue()).isEqualTo("device");
        assertThat(error.get("context").get("method").textValue()).isEqualTo("reset");
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void aCallThatTakesTooLongGoesOnAndItsOutcomeIsKept() throws Exception {
        CompletableFuture<CommandResult> done = new CompletableFuture<>();
        server.device().behaviour = call -> done;
        HttpResponse<String> response = server.post(CALL, RESET);
        refused(response, 504, "CallStillRunning");
        String place = place(response);
        assertThat(ok(server.get(place)).get("status").textValue()).isEqualTo("running");
        done.complete(new CommandResult(7));
        assertThat(ok(server.get(place)).get("result").intValue()).isEqualTo(7);
    }

    private static String place(HttpResponse<String> response) {
        String place = response.headers().firstValue("Location").orElseThrow();
        return place.substring(place.indexOf("/calls/"));
    }

    @Test
    void aCallCanBeMadeWithoutWaitingForIt() throws Exception {
        CompletableFuture<CommandResult> done = new CompletableFuture<>();
        server.device().behaviour = call -> done;
        HttpResponse<String> response = server.post(CALL, "{\"method\":\"reset\",\"async\":true}");
        assertThat(response.statusCode()).isEqualTo(202);
        String place = place(response);
        assertThat(place).endsWith(json(response).get("call_id").textValue());
        refused(server.delete(place), 409, "CallRunning");
        done.completeExceptionally(TestDevice.refused(Reason.DEVICE_FAILED, "IOException", "device", Map.of()));
        JsonNode call = ok(server.get(place));
        assertThat(call.get("status").textValue()).isEqualTo("failed");
        assertThat(call.get("exception").get("error").get("type").textValue()).isEqualTo("IOException");
        assertThat(ok(server.get("/calls?limit=1")).get("total").intValue()).isEqualTo(1);
        assertThat(server.delete(place).statusCode()).isEqualTo(204);
        refused(server.get(place), 404, "CallNotFound");
    }

    @Test
    void theHeaderOfTheProtocolAsksForTheSame() throws Exception {
        assertThat(server.post(CALL, RESET, "Prefer", "wait=10, respond-async").statusCode())
                .isEqualTo(202);
        assertThat(server.post(CALL, RESET, "Prefer", "wait=10").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"TASK, token", "LEASE, ''", "LEASE, wrong"})
    void anOwnedDeviceIsNeitherCalledNorLetGo(Owner.Kind kind, String token) throws Exception {
        server.device().owner = Optional.of(owner(kind, "sweep"));
        server.device().token = "token";
        String[] header = token.isEmpty() ? new String[0] : new String[] {"Jackfield-Lease", token};
        refused(server.post(CALL, RESET, header), 409, "DeviceInUse");
        refused(server.post(CALL, "{\"method\":\"nix\"}", header), 409, "DeviceInUse");
        assertThat(server.device().calls).isEmpty();
    }

    @Test
    void aLeaseIsGivenKeptAndGivenBack() throws Exception {
        refused(server.get("/devices/pm1/lease"), 404, "LeaseNotFound");
        JsonNode lease = ok(server.post("/devices/pm1/lease", "{\"holder\":\"Ada\",\"seconds\":60}"));
        String token = lease.get("token").textValue();
        assertThat(lease.get("until").textValue()).isEqualTo("2026-03-01T09:16:00+00:00");
        assertThat(server.get("/devices/pm1/lease").body())
                .isEqualTo("{\"device_id\":\"pm1\",\"holder\":\"Ada\",\"since\":\"2026-03-01T09:15:00+00:00\","
                        + "\"until\":\"2026-03-01T09:16:00+00:00\"}");
        refused(server.post("/devices/pm1/lease", "{\"holder\":\"Bob\",\"seconds\":60}"), 409, "DeviceInUse");
        JsonNode inUse = refused(server.post(CALL, RESET), 409, "DeviceInUse");
        assertThat(inUse.get("context").get("holder").textValue()).isEqualTo("Ada");
        ok(server.post(CALL, RESET, "Jackfield-Lease", token));
        assertThat(server.device().callers.get(0).key()).isEqualTo(token);
        ok(server.post("/devices/pm1/lease", "{\"holder\":\"Ada\",\"seconds\":120,\"token\":\"" + token + "\"}"));
        ok(server.post("/devices/pm1/lease", "{\"holder\":\"Ada\",\"seconds\":90}", "Jackfield-Lease", token));
        refused(server.delete("/devices/pm1/lease"), 400, "InvalidRequest");
        refused(server.send("DELETE", "/devices/pm1/lease", "{\"token\":\"x\"}"), 404, "LeaseNotFound");
        assertThat(server.delete("/devices/pm1/lease", "Jackfield-Lease", token).statusCode())
                .isEqualTo(204);
        ok(server.post(CALL, RESET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seconds\":60}",
                "{\"holder\":\"Ada\"}",
                "{\"holder\":\" \",\"seconds\":60}",
                "{\"holder\":\"Ada\",\"seconds\":0}",
                "{\"holder\":\"Ada\",\"seconds\":86401}",
                "{\"holder\":\"Ada\",\"seconds\":1.5}",
                "{\"holder\":\"Ada\",\"seconds\":\"60\"}",
                "{\"holder\":\"Ada\",\"seconds\":99999999999999999999}",
                "{\"holder\":\"Ada\",\"seconds\":60,\"hours\":1}"
            })
    void aLeaseThatCannotBeMeantIsRefused(String body) throws Exception {
        refused(server.post("/devices/pm1/lease", body), 400, "InvalidRequest");
        assertThat(server.device().owner).isEmpty();
    }

    @Test
    void theMethodsOfTheStreamActOnTheStream() throws Exception {
        server.device().state = DeviceState.STREAMING;
        assertThat(server.post(CALL, "{\"method\":\"is_streaming\"}").body())
                .isEqualTo("{\"result\":true,\"success\":true}");
        ok(server.post(CALL, "{\"method\":\"start_streaming\"}"));
        ok(server.post(CALL, "{\"method\":\"stop_streaming\",\"kwargs\":{\"timeout\":2.0}}"));
        assertThat(server.device().stops).hasValue(1);
        JsonNode error = refused(server.post(CALL, "{\"method\":\"start_streaming\"}"), 400, "DeviceOperationError");
        assertThat(error.get("message").textValue()).contains("/stream/devices/pm1", "device.autostart");
        refused(server.post(CALL, "{\"method\":\"is_streaming\",\"args\":[1]}"), 400, "InvalidArguments");
        assertThat(server.device().calls).isEmpty();
        server.device().streams = false;
        refused(server.post(CALL, "{\"method\":\"is_streaming\"}"), 404, "MethodNotFound");
    }

    @Test
    void connectingAndLettingGoAreAnsweredInLabDaemonsForms() throws Exception {
        assertThat(server.post("/devices/pm1/connect", "").body())
                .isEqualTo("{\"device_id\":\"pm1\",\"connected\":true,\"message\":\"Device is already connected\"}");
        assertThat(server.post("/devices/pm1/disconnect", "").body())
                .isEqualTo("{\"device_id\":\"pm1\",\"connected\":false,\"streaming\":false,\"owned_by\":null}");
        assertThat(server.post("/devices/pm1/disconnect", "").body())
                .isEqualTo(
                        "{\"device_id\":\"pm1\",\"connected\":false,\"message\":\"Device is already disconnected\"}");
        server.device().owner = Optional.of(owner(Owner.Kind.TASK, "sweep"));
        refused(server.post("/devices/pm1/disconnect", ""), 409, "DeviceInUse");
        assertThat(server.post("/devices/pm1/connect", "").body())
                .isEqualTo("{\"device_id\":\"pm1\",\"connected\":true,\"streaming\":false,\"owned_by\":\"sweep\"}");
    }

    @Test
    void whatDoesNotComeToAnEndIsARefusal() throws Exception {
        server.device().transition = wanted -> new CompletableFuture<>();
        server.device().state = DeviceState.FAULT;
        JsonNode error = refused(server.post("/devices/pm1/connect", ""), 400, "DeviceConnectionError");
        assertThat(error.get("origin").textValue()).isEqualTo("device");
        refused(server.post("/devices/pm1/disconnect", ""), 400, "DeviceDisconnectionError");
        server.device().transition = wanted -> CompletableFuture.failedStage(TestDevice.refused(
                Reason.DEVICE_REFUSED, "DeviceConnectionError", "device", Map.of("device_id", "pm1")));
        refused(server.post("/devices/pm1/connect", ""), 400, "DeviceConnectionError");
    }

    @Test
    void aStreamIsStoppedHoweverOften() throws Exception {
        for (int i = 1; i <= 2; i++) {
            assertThat(server.post("/devices/pm1/stream/stop", "").body())
                    .isEqualTo("{\"status\":\"stopped\",\"device_id\":\"pm1\","
                            + "\"timestamp\":\"2026-03-01T09:15:00+00:00\"}");
            assertThat(server.device().stops).hasValue(i);
        }
    }

    @Test
    void callsOfManyWaitOnNoThread() throws Exception {
        CompletableFuture<CommandResult> done = new CompletableFuture<>();
        server.close();
        server = new ControlServer();
        server.device().behaviour = call -> done;
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            answers.add(server.postLater(CALL, RESET));
        }
        while (server.device().calls.size() < 400) {
            Thread.onSpinWait();
        }
        ok(server.get("/health"));
        done.complete(new CommandResult("done"));
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(ok(answer.get()).get("result").textValue()).isEqualTo("done");
        }
    }
}
