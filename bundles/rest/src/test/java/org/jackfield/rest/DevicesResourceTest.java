// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.ControlServer.json;
import static org.jackfield.rest.ControlServer.names;
import static org.jackfield.rest.ControlServer.ok;
import static org.jackfield.rest.ControlServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jackfield.control.Owner;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DevicesResourceTest {
    private static final Owner TASK = new Owner(Owner.Kind.TASK, "sweep", TestDevice.TIME, Optional.empty());

    @AutoClose
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer();
    }

    private static String add(String id, String type, String params) {
        return "{\"device_id\":\"" + id + "\",\"device_type\":\"" + type + "\",\"params\":" + params + "}";
    }

    @Test
    void aDeviceIsAddedAndAnsweredForWhenItCanBeSpokenTo() throws Exception {
        server.inventory.added = configuration -> CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                .execute(() -> server.serve(new TestDevice(configuration.deviceId(), "PowerMeter")));
        JsonNode device = ok(server.post("/devices", add("pm2", "PowerMeter", "{\"rate\":5}")));
        assertThat(names(device))
                .startsWith("device_id", "device_type", "connected", "streaming", "owned_by")
                .doesNotContain("last_error");
        assertThat(server.inventory.find("pm2").orElseThrow().parameters()).isEqualTo(Map.of("rate", 5));
        ok(server.post("/devices/pm2/connect", ""));
    }

    @Test
    void whatItsDriverMakesNoObjectOfIsRefusedAndNotThere() throws Exception {
        server.inventory.added = configuration -> {
            TestDevice device = new TestDevice(configuration.deviceId(), "PowerMeter");
            device.state = DeviceState.FAULT;
            device.error = Optional.of(new ErrorRecord(
                    "ActivationFailed", "lower must be below upper", "device", TestDevice.TIME, Map.of()));
            server.serve(device);
        };
        JsonNode error = refused(server.post("/devices", add("pm2", "PowerMeter", "{}")), 400, "DeviceCreationError");
        assertThat(error.get("message").textValue()).isEqualTo("lower must be below upper");
        assertThat(error.get("origin").textValue()).isEqualTo("device");
        assertThat(server.inventory.find("pm2")).isEmpty();
    }

    @Test
    void anErrorOfAnEarlierDeviceOfThatNameRefusesNothing() throws Exception {
        TestDevice device = new TestDevice("pm2", "PowerMeter");
        device.error =
                Optional.of(new ErrorRecord("ActivationFailed", "no such port", "device", TestDevice.TIME, Map.of()));
        server.serve(device);
        ok(server.post("/devices", add("pm2", "PowerMeter", "{}")));
    }

    @Test
    void parametersThatOnlyItsDriverRefusesAreTakenBack() throws Exception {
        TestDevice device = new TestDevice("pm3", "PowerMeter");
        server.serve(device);
        server.inventory.put(new DeviceConfiguration("pm3", "PowerMeter", Map.of("rate", 5)));
        ErrorRecord refusal =
                new ErrorRecord("ActivationFailed", "only odd rates", "device", TestDevice.TIME, Map.of());
        server.inventory.changed = configuration -> CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                .execute(
                        () -> { // until then the old object lets go
                            device.error = Optional.of(refusal);
                            device.begin(DeviceState.FAULT);
                        });
        JsonNode error =
                refused(server.send("PATCH", "/devices/pm3", "{\"params\":{\"rate\":6}}"), 400, "DeviceCreationError");
        assertThat(error.get("message").textValue()).isEqualTo("only odd rates");
        assertThat(server.inventory.find("pm3").orElseThrow().parameters()).isEqualTo(Map.of("rate", 5));
        ok(server.send("PATCH", "/devices/pm3", "{\"params\":{\"rate\":7}}"));
    }

    @Test
    void whoAddsOrChangesWhatSomebodyElseDeletesMeanwhileIsToldSo() throws Exception {
        server.inventory.added = configuration -> server.inventory.remove(configuration.deviceId());
        JsonNode added = refused(server.post("/devices", add("pm2", "PowerMeter", "{}")), 409, "DeviceRemoved");
        assertThat(added.get("message").textValue())
                .isEqualTo("'pm2' was deleted by somebody else while it was being added");
        server.inventory.put(new DeviceConfiguration("pm3", "PowerMeter", Map.of()));
        server.inventory.changed = server.inventory.added;
        JsonNode changed =
                refused(server.send("PATCH", "/devices/pm3", "{\"params\":{\"rate\":6}}"), 409, "DeviceRemoved");
        assertThat(changed.get("message").textValue()).endsWith("while it was being changed");
    }

    @Test
    void aDeviceThatNobodyServesIsToldAsOfflineAndCannotBeCalledNow() throws Exception {
        server.inventory.put(new DeviceConfiguration("old", "acme.Gone", Map.of()));
        JsonNode device = ok(server.get("/devices/old"));
        assertThat(device.get("state").textValue()).isEqualTo("offline");
        assertThat(device.get("device_type").textValue()).isEqualTo("acme.Gone");
        HttpResponse<String> called = server.post("/devices/old/call", "{\"method\":\"reset\"}");
        refused(called, 503, "DeviceOffline");
        assertThat(called.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void everyWrongParameterIsNamedAndNothingIsAdded() throws Exception {
        JsonNode error = refused(
                server.post("/devices", add("pm2", "PowerMeter", "{\"rate\":\"fast\",\"colour\":1}")),
                400,
                "DeviceCreationError");
        assertThat(error.get("origin").textValue()).isEqualTo("device");
        assertThat(error.get("context").get("device_id").textValue()).isEqualTo("pm2");
        assertThat(error.get("context").get("problems")).hasSize(2);
        assertThat(names(error.get("context").get("problems").get(0))).containsExactly("field", "expected", "came");
        assertThat(server.inventory.find("pm2")).isEmpty();
    }

    @Test
    void whatIsThereAlreadyAndWhatIsNotInstalledIsRefused() throws Exception {
        refused(server.post("/devices", add("pm1", "PowerMeter", "{}")), 409, "DeviceExists");
        refused(server.post("/devices", add("pm2", "Toaster", "{}")), 404, "DeviceTypeNotFound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"device_type\":\"PowerMeter\"} | device_id is required",
                "{\"device_id\":\"\",\"device_type\":\"PowerMeter\"} | device_id is required",
                "{\"device_id\":7,\"device_type\":\"PowerMeter\"} | device_id must be a string, was a number",
                "{\"device_id\":\"pm2\"} | device_type is required",
                "{\"device_id\":\"pm2\",\"device_type\":\"PowerMeter\",\"params\":[]} | params must be an object, was an array",
                "{\"device_id\":\"pm2\",\"device_type\":\"PowerMeter\",\"parms\":{}} | unknown field 'parms'; there are device_id, device_type, params"
            })
    void whatCannotBeMeantIsRefusedByItsName(String body, String message) throws Exception {
        JsonNode error = refused(server.post("/devices", body), 400, "InvalidRequest");
        assertThat(error.get("message").textValue()).isEqualTo(message);
    }

    @Test
    void aListIsNarrowedAndTurnedPageByPage() throws Exception {
        for (int i = 0; i < 25; i++) {
            server.serve(new TestDevice("lab2-" + (char) ('a' + i), i % 2 == 0 ? "Laser" : "PowerMeter"));
        }
        server.devices.byId.get("lab2-a").state = DeviceState.FAULT;
        assertThat(ids(ok(server.get("/devices")))).hasSize(26);
        assertThat(ids(ok(server.get("/devices?type=Laser")))).hasSize(13);
        assertThat(ids(ok(server.get("/devices?state=fault")))).containsExactly("lab2-a");
        assertThat(ids(ok(server.get("/devices?match=*2-*x")))).containsExactly("lab2-x");
        JsonNode page = ok(server.get("/devices?match=lab2-*&limit=10&offset=20"));
        assertThat(ids(page)).containsExactly("lab2-u", "lab2-v", "lab2-w", "lab2-x", "lab2-y");
        assertThat(page.get("total").intValue()).isEqualTo(25);
    }

    private static List<String> ids(JsonNode list) {
        return list.get("devices").findValuesAsText("device_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=x",
                "limit=1001",
                "offset=-1",
                "offset=99999999999",
                "state=mad",
                "match=",
                "match=%5B",
                "match=a/b",
                "match=%00"
            })
    void nonsenseInAnAddressIsRefused(String query) throws Exception {
        refused(server.get("/devices?" + query), 400, "InvalidRequest");
    }

    @Test
    void aConfigurationIsChangedByWhoHasSeenItAndByNobodyElse() throws Exception {
        HttpResponse<String> seen = server.get("/devices/pm1");
        String tag = seen.headers().firstValue("ETag").orElseThrow();
        assertThat(ok(seen).get("params").get("rate").intValue()).isEqualTo(10);
        HttpResponse<String> changed =
                server.send("PATCH", "/devices/pm1", "{\"params\":{\"rate\":20}}", "If-Match", tag);
        assertThat(ok(changed).get("params").get("rate").intValue()).isEqualTo(20);
        assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        refused(
                server.send("PATCH", "/devices/pm1", "{\"params\":{\"rate\":30}}", "If-Match", tag),
                412,
                "PreconditionFailed");
        assertThat(server.inventory.find("pm1").orElseThrow().parameters()).isEqualTo(Map.of("rate", 20));
        ok(server.send("PATCH", "/devices/pm1", "{\"params\":{\"rate\":null}}", "If-Match", "*"));
        assertThat(server.inventory.find("pm1").orElseThrow().parameters()).isEmpty();
    }

    @Test
    void aWrongChangeIsRefusedAndChangesNothing() throws Exception {
        JsonNode error =
                refused(server.send("PATCH", "/devices/pm1", "{\"params\":{\"rate\":999}}"), 400, "InvalidParameters");
        assertThat(error.get("context").get("problems")).hasSize(1);
        refused(server.send("PATCH", "/devices/pm1", "{}"), 400, "InvalidRequest");
        refused(server.send("PATCH", "/devices/pm7", "{\"params\":{}}"), 404, "DeviceNotFound");
        assertThat(server.inventory.find("pm1").orElseThrow().parameters()).isEqualTo(Map.of("rate", 10));
    }

    @Test
    void aDeviceInUseIsNeitherRemovedNorChanged() throws Exception {
        server.device().owner = Optional.of(TASK);
        JsonNode error = refused(server.delete("/devices/pm1"), 409, "DeviceInUse");
        assertThat(error.get("context").get("task_id").textValue()).isEqualTo("sweep");
        refused(server.send("PATCH", "/devices/pm1", "{\"params\":{}}"), 409, "DeviceInUse");
        server.device().owner = Optional.empty();
        HttpResponse<String> removed = server.delete("/devices/pm1");
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertThat(server.inventory.find("pm1")).isEmpty();
    }

    @Test
    void whoHasLeasedADeviceMayChangeAndRemoveItAndNobodyElse() throws Exception {
        String token = ok(server.post("/devices/pm1/lease", "{\"holder\":\"Ada\",\"seconds\":60}"))
                .get("token")
                .textValue();
        String change = "{\"params\":{\"rate\":20}}";
        refused(server.send("PATCH", "/devices/pm1", change), 409, "DeviceInUse");
        refused(server.send("PATCH", "/devices/pm1", change, "Jackfield-Lease", "guessed"), 409, "DeviceInUse");
        refused(server.delete("/devices/pm1", "Jackfield-Lease", "guessed"), 409, "DeviceInUse");
        assertThat(server.inventory.find("pm1").orElseThrow().parameters()).isEqualTo(Map.of("rate", 10));
        ok(server.send("PATCH", "/devices/pm1", change, "Jackfield-Lease", token));
        assertThat(server.inventory.find("pm1").orElseThrow().parameters()).isEqualTo(Map.of("rate", 20));
        assertThat(server.delete("/devices/pm1", "Jackfield-Lease", token).statusCode())
                .isEqualTo(204);
        assertThat(server.inventory.find("pm1")).isEmpty();
    }

    @Test
    void theTypesThatCanBeAddedSayWhatTheyWantToKnow() throws Exception {
        HttpResponse<String> types = server.get("/device-types");
        assertThat(ok(types)
                        .get("device_types")
                        .get(0)
                        .get("schema")
                        .get("properties")
                        .get("rate"))
                .isNotNull();
        String tag = types.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/device-types", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(ok(server.get("/device-types/acme.PowerMeter")).get("name").textValue())
                .isEqualTo("PowerMeter");
        refused(server.get("/device-types/Toaster"), 404, "DeviceTypeNotFound");
    }

    @Test
    void methodsAreToldInLabDaemonsFormWithThoseOfTheStream() throws Exception {
        JsonNode methods = ok(server.get("/devices/pm1/methods")).get("methods");
        assertThat(methods.findValuesAsText("name"))
                .contains("set_gain", "reset", "start_streaming", "stop_streaming", "is_streaming");
        JsonNode gain = methods.get(0);
        assertThat(names(gain)).startsWith("name", "parameters", "doc");
        JsonNode db = gain.get("parameters").get(0);
        assertThat(names(db)).startsWith("name", "type", "required", "default");
        assertThat(db.get("type").textValue()).isEqualTo("number");
        assertThat(db.get("maximum").doubleValue()).isEqualTo(60);
        assertThat(methods.get(1).has("doc")).isFalse();
        server.device().streams = false;
        assertThat(ok(server.get("/devices/pm1/methods")).get("methods")).hasSize(2);
    }

    @Test
    void channelsAreToldByThemselves() throws Exception {
        assertThat(server.get("/devices/pm1/channels").body())
                .isEqualTo("{\"device_id\":\"pm1\",\"channels\":[{\"name\":\"power\",\"unit\":\"mW\","
                        + "\"type\":\"number\",\"shape\":[]}]}");
    }

    @Test
    void whoOwnsADeviceIsToldWithIt() throws Exception {
        server.device().owner = Optional.of(TASK);
        assertThat(ok(server.get("/devices/pm1")).get("owned_by").textValue()).isEqualTo("sweep");
        assertThat(ok(server.get("/devices"))
                        .get("devices")
                        .get(0)
                        .get("owner")
                        .get("kind")
                        .textValue())
                .isEqualTo("task");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /devices/nix",
                "GET /devices/nix/methods",
                "GET /devices/nix/channels",
                "POST /devices/nix/connect",
                "POST /devices/nix/disconnect",
                "POST /devices/nix/call",
                "GET /devices/nix/error",
                "POST /devices/nix/stream/stop",
                "GET /devices/nix/lease",
                "POST /devices/nix/lease",
                "DELETE /devices/nix/lease",
                "DELETE /devices/nix",
                "GET /devices/%F0%9F%94%AC",
                "GET /devices/a.b..c",
                "GET /devices/a%20b%3Fc",
                "GET /devices/a%2Fb",
                "GET /devices/a%2Fb/methods",
                "GET /devices/%2E%2E%2F"
            })
    void anUnknownDeviceIsRefusedEverywhere(String request) throws Exception {
        String[] parts = request.split(" ", 2);
        refused(server.send(parts[0], parts[1], parts[0].equals("POST") ? "{}" : ""), 404, "DeviceNotFound");
    }

    @Test
    void aTraceIsToldWithAStoredErrorAlone() throws Exception {
        refused(server.get("/devices/pm1/error"), 404, "NoError");
        refused(server.delete("/devices/pm1/error"), 404, "NoError");
        server.device().error = Optional.of(TestTasks.ERROR);
        JsonNode error = ok(server.get("/devices/pm1/error"));
        assertThat(names(error)).containsExactly("type", "message", "origin", "timestamp", "context", "traceback");
        HttpResponse<String> forgotten = server.delete("/devices/pm1/error");
        assertThat(forgotten.statusCode()).isEqualTo(204);
        assertThat(forgotten.body()).isEmpty();
        assertThat(json(server.get("/devices/pm1")).get("last_error").isNull()).isTrue();
    }
}
