// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jackfield.itest.Api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices of a running product as LabDaemon's clients use them, with what these are refused. */
class ControlIT {
    @TempDir
    static Path home;

    private static RunningProduct product;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        product = RunningProduct.start(home, RunningProduct.freePort());
        api = new Api(product);
        api.untilDevice("detector1", "there", device -> device.has("device_id"));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void aClientOfLabDaemonWorksThroughItsDay() throws Exception {
        assertThat(api.get("/health").mustBe(200).text("status")).isEqualTo("healthy");
        JsonNode added = api.post(
                        "/devices",
                        "{'device_id':'pm1','device_type':'Detector','params':{'level':4,'stream.rate':100}}")
                .mustBe(200)
                .body();
        assertThat(added.has("last_error")).isFalse();
        assertThat(added.path("device_type").asText()).isEqualTo("Detector");
        api.ensureDevice("pm1", "Detector", "{}");
        api.untilDevice("pm1", "connected", device -> device.path("connected").asBoolean());
        JsonNode known = find(api.get("/devices").body().path("devices"), "device_id", "pm1");
        assertThat(known.path("connected").asBoolean()).isTrue();
        assertThat(known.path("owned_by").isNull()).isTrue();
        assertThat(known.path("last_error").isNull()).isTrue();

        List<JsonNode> methods = list(api.get("/devices/pm1/methods").body().path("methods"));
        assertThat(methods)
                .extracting(method -> method.path("name").asText())
                .contains("setLevel", "level", "start_streaming", "stop_streaming", "is_streaming")
                .noneMatch(name -> name.startsWith("_"));
        JsonNode parameter = find(api.get("/devices/pm1/methods").body().path("methods"), "name", "coolDown")
                .path("parameters")
                .path(0);
        assertThat(parameter.path("type").asText()).isEqualTo("number");
        assertThat(parameter.path("required").asBoolean()).isFalse();
        assertThat(parameter.path("default").asDouble()).isEqualTo(5);

        assertThat(result(api.call("pm1", "setLevel", ",'args':[6.5]"))).isEqualTo(6.5);
        assertThat(result(api.call("pm1", "setLevel", ",'kwargs':{'level':7}"))).isEqualTo(7);
        assertThat(result(api.call("pm1", "level", ",'args':[],'kwargs':{}"))).isEqualTo(7);
        disconnectsAndComesBack("pm1");
        api.delete("/devices/pm1").mustBe(204);
        api.get("/devices/pm1").mustRefuse(404, "DeviceNotFound");
        api.ensureDevice("pm1", "Rover", "{}");
        assertThat(api.device("pm1").path("device_type").asText())
                .as("what it is now, not what it was")
                .isEqualTo("Rover");
        api.delete("/devices/pm1").mustBe(204);
    }

    private static double result(Answer answer) {
        assertThat(answer.mustBe(200).body().path("success").asBoolean()).isTrue();
        return answer.body().path("result").asDouble();
    }

    private static void disconnectsAndComesBack(String id) throws Exception {
        String path = "/devices/" + id;
        JsonNode off = api.post(path + "/disconnect", "").mustBe(200).body();
        assertThat(off.path("connected").asBoolean()).isFalse();
        assertThat(off.has("streaming")).isTrue();
        assertThat(api.post(path + "/disconnect", "").mustBe(200).text("message"))
                .isNotBlank();
        assertThat(api.device(id).path("connected").asBoolean()).isFalse();
        api.call(id, "level", "").mustRefuse(400, "DeviceNotConnectedError");
        JsonNode on = api.post(path + "/connect", "").mustBe(200).body();
        assertThat(on.path("connected").asBoolean()).isTrue();
        assertThat(api.post(path + "/connect", "").mustBe(200).text("message")).isNotBlank();
    }

    @Test
    void aFailedCallIsOnRecordUntilItIsDeleted() throws Exception {
        api.ensureDevice("err1", "Detector", "{}");
        api.get("/devices/err1/error").mustRefuse(404, "NoError");
        JsonNode error = api.call("err1", "setLevel", ",'args':[99]").mustRefuse(400, "IllegalArgumentException");
        assertThat(error.path("origin").asText()).isEqualTo("device");
        assertThat(error.path("context").path("method").asText()).isEqualTo("setLevel");
        Answer stored = api.get("/devices/err1/error").mustBe(200);
        assertThat(stored.body().toString()).contains("IllegalArgumentException", "traceback", "setLevel");
        assertThat(api.device("err1").path("last_error").path("type").asText()).isEqualTo("IllegalArgumentException");
        assertThat(api.delete("/devices/err1/error").mustBe(204).text("")).isEmpty();
        api.delete("/devices/err1/error").mustRefuse(404, "NoError");
        assertThat(api.device("err1").path("last_error").isNull()).isTrue();
    }

    @Test
    void stoppingTheStreamEndsItForAllWhoReadIt() throws Exception {
        api.ensureDevice("stream1", "Detector", "{'stream.rate':100}");
        String url = product.url("/stream/devices/stream1");
        try (SseClient one = SseClient.open(url);
                SseClient two = SseClient.open(url)) {
            one.awaitData(0, 10);
            two.awaitData(0, 10);
            Answer stopped = api.post("/devices/stream1/stream/stop", "").mustBe(200);
            assertThat(stopped.text("status")).isEqualTo("stopped");
            assertThat(one.awaitEnd()).isEmpty();
            assertThat(two.awaitEnd()).isEmpty();
        }
        api.untilDevice("stream1", "silent", device -> !device.path("streaming").asBoolean());
        api.post("/devices/stream1/stream/stop", "").mustBe(200);
        try (SseClient again = SseClient.open(url)) {
            again.awaitData(0, 10);
        }
    }

    @Test
    void whoHasLeasedADeviceHasItAlone() throws Exception {
        api.ensureDevice("lease1", "Detector", "{}");
        String path = "/devices/lease1/lease";
        String anna = lease(path, "{'holder':'Anna','seconds':600}").text("token");
        JsonNode refused = api.post(path, "{'holder':'Bert','seconds':60}").mustRefuse(409, "DeviceInUse");
        assertThat(refused.path("context").path("holder").asText()).isEqualTo("Anna");
        assertThat(api.call("lease1", "level", "")
                        .mustRefuse(409, "DeviceInUse")
                        .path("message")
                        .asText())
                .contains("Anna");
        api.post("/devices/lease1/disconnect", "").mustRefuse(409, "DeviceInUse");
        String call = Api.json("{'method':'setLevel','args':[3]}");
        api.send("POST", "/devices/lease1/call", call, "Jackfield-Lease", "made up")
                .mustRefuse(409, "DeviceInUse");
        api.send("POST", "/devices/lease1/call", call, "Jackfield-Lease", anna).mustBe(200);
        assertThat(api.get(path).mustBe(200).text("holder")).isEqualTo("Anna");
        assertThat(api.get(path).body().has("token")).isFalse();
        assertThat(api.device("lease1").path("owned_by").asText()).isEqualTo("Anna");
        assertThat(lease(path, "{'holder':'Anna','seconds':900,'token':'" + anna + "'}")
                        .text("token"))
                .isEqualTo(anna);

        api.send("DELETE", path, Api.json("{'token':'made up'}")).mustRefuse(404, "LeaseNotFound");
        api.send("DELETE", path, null, "Jackfield-Lease", anna).mustBe(204);
        String bert = lease(path, "{'holder':'Bert','seconds':600}").text("token");
        api.send("POST", "/devices/lease1/call", call, "Jackfield-Lease", anna).mustRefuse(409, "DeviceInUse");
        assertThat(bert).isNotEqualTo(anna);
        lease(path, "{'holder':'Bert','seconds':1,'token':'" + bert + "'}");
        api.untilDevice("lease1", "free when Bert's second is over", device -> device.path("owned_by")
                .isNull());
        api.call("lease1", "level", "").mustBe(200);
    }

    private static Answer lease(String path, String body) throws Exception {
        return api.post(path, body).mustBe(200);
    }

    @Test
    void whatIsNoRequestIsRefusedInTheFormThatClientsKnow() throws Exception {
        for (String nonsense : List.of("{", "[]", "7", "null", "\"x\"", "{\"a\":1}x", "{'a':1}", "\u0000")) {
            Answer answer = api.send("POST", "/devices", nonsense).mustBe(422);
            assertThat(answer.body().path("detail").isArray())
                    .as(answer.toString())
                    .isTrue();
        }
        assertThat(api.send("POST", "/devices", "{\"a\":".repeat(100_000))
                        .mustBe(422)
                        .body()
                        .has("detail"))
                .isTrue();
        assertThat(api.get("/nowhere").mustBe(404).text("detail")).isEqualTo("Not Found");
        Answer wrongMethod = api.send("PUT", "/devices", "{}").mustBe(405);
        assertThat(wrongMethod.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
        String huge = "{\"device_id\":\"" + "x".repeat(20 << 20) + "\"}";
        assertThat(api.send("POST", "/devices", huge).mustBe(413).body().isObject())
                .isTrue();

        api.post("/devices", "{}").mustRefuse(400, "InvalidRequest");
        api.post("/devices", "{'device_id':'x','device_type':'Detector','params':[]}")
                .mustRefuse(400, "InvalidRequest");
        api.post("/devices", "{'device_id':'x','device_type':'Detector','parms':{}}")
                .mustRefuse(400, "InvalidRequest");
        api.post("/devices", "{'device_id':'x','device_type':'Teapot'}").mustRefuse(404, "DeviceTypeNotFound");
        api.post("/devices", "{'device_id':'detector1','device_type':'Detector'}")
                .mustRefuse(409, "DeviceExists");
        JsonNode bad = api.post(
                        "/devices", "{'device_id':'x','device_type':'Detector','params':{'level':'much','colour':1}}")
                .mustRefuse(400, "DeviceCreationError");
        assertThat(list(bad.path("context").path("problems")))
                .extracting(problem -> problem.path("field").asText())
                .containsExactlyInAnyOrder("level", "colour");
        assertThat(bad.path("origin").asText()).isEqualTo("device");
        api.get("/devices/x").mustRefuse(404, "DeviceNotFound");
    }

    @Test
    void parametersThatOnlyTheDriverRefusesAreTakenBack() throws Exception {
        api.ensureDevice("daq2", "Daq", Api.json("{'channels':2,'device.autostart':false,'stream.ring.frames':100}"));
        String nonsense = Api.json("{'params':{'waveforms':[],'channels':3}}");
        JsonNode error = api.send("PATCH", "/devices/daq2", nonsense).mustRefuse(400, "DeviceCreationError");
        assertThat(error.path("message").asText()).contains("waveforms must name at least one, was empty");
        assertThat(error.path("origin").asText()).isEqualTo("device");
        assertThat(api.device("daq2").path("params").path("channels").asInt()).isEqualTo(2);
        api.untilDevice("daq2", "as it was", device -> device.path("connected").asBoolean());
        api.send("PATCH", "/devices/daq2", Api.json("{'params':{'channels':3,'stream.ring.bytes':1000000}}"))
                .mustBe(200);
        api.untilDevice("daq2", "changed", device -> device.path("connected").asBoolean());
        api.send("PATCH", "/devices/daq2", Api.json("{'params':{'stream.ring.frames':0}}"))
                .mustRefuse(400, "InvalidParameters");
    }

    @Test
    void whatAFileSaysInVainIsListedWithTheHealthAndNothingElseIs() throws Exception {
        Config.device(home, "Detectr", "typo1", "level=3");
        Config.device(home, "Detector", "typo2", "levle=3");
        Config.file(home, "org.jackfield.security.door.Door", "allowed.hosts=lab7.example.org");
        RunningProduct.until("both are found", () -> problems().size() == 2);
        assertThat(problems())
                .anyMatch(
                        problem -> problem.startsWith("org.jackfield.driver.simulated.Detectr-typo1.cfg: nothing that"))
                .anyMatch(problem ->
                        problem.startsWith("org.jackfield.driver.simulated.Detector-typo2.cfg: levle must be one of"));
        api.delete("/devices/typo1").mustBe(204);
        api.delete("/devices/typo2").mustBe(204);
    }

    private static List<String> problems() throws Exception {
        return list(api.get("/health?details").body().path("checks")).stream()
                .filter(check -> check.path("name").asText().equals("configuration"))
                .flatMap(check -> list(check.path("messages")).stream())
                .filter(message -> message.path("status").asText().equals("warn"))
                .map(message -> message.path("text").asText())
                .toList();
    }

    @Test
    void callsAreCheckedInTheOrderThatClientsKnow() throws Exception {
        api.ensureDevice("calls1", "Detector", "{}");
        api.call("nobody", "_x", "").mustRefuse(404, "DeviceNotFound");
        api.post("/devices/calls1/call", "{}").mustRefuse(400, "InvalidRequest");
        api.call("calls1", "_secret", "").mustRefuse(400, "InvalidRequest");
        for (String hidden : List.of("nothing", "hashCode", "getClass", "connect", "sample", "", " ")) {
            assertThat(api.call("calls1", hidden, "").status()).as(hidden).isIn(400, 404);
        }
        api.call("calls1", "setLevel", ",'args':{}").mustRefuse(400, "InvalidRequest");
        api.call("calls1", "setLevel", ",'kwargs':[]").mustRefuse(400, "InvalidRequest");
        api.call("calls1", "setLevel", ",'kw':{}").mustRefuse(400, "InvalidRequest");
        assertThat(api.call("calls1", "setLevel", ",'args':['hot']")
                        .mustRefuse(400, "InvalidArguments")
                        .path("message")
                        .asText())
                .contains("level must be a number", "'hot'");
        api.call("calls1", "setLevel", "").mustRefuse(400, "InvalidArguments");
        api.call("calls1", "setLevel", ",'args':[1],'kwargs':{'level':1}").mustRefuse(400, "InvalidArguments");
        api.get("/devices/calls1/error").mustRefuse(404, "NoError");
    }

    @Test
    void namesThatCannotBeAreRefusedWhereverTheyStand() throws Exception {
        for (String id : List.of("äöü", "a b", "a/b", "../x", "..", ".x", "", " ", "a".repeat(101), "😀")) {
            Answer refused = api.post("/devices", "{'device_id':'" + id + "','device_type':'Detector'}");
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.body().path("error").path("type").asText())
                    .isIn("InvalidRequest", "DeviceCreationError");
        }
        for (String id : List.of("%C3%A4", "a%20b", "%F0%9F%98%80", "..", "a;b=c", "a".repeat(2_000))) {
            for (String path :
                    List.of("/devices/" + id, "/devices/" + id + "/methods", "/tasks/" + id, "/calls/" + id)) {
                Answer answer = api.get(path).mustBe(404);
                assertThat(answer.body().isObject()).as(answer.toString()).isTrue();
            }
        }
        for (String id : List.of("a%2Fb", "%2E%2E", "..%2Fx", "%00", "%25", "%5C", "%C3")) {
            api.get("/devices/" + id).mustBe(400);
            api.delete("/devices/" + id).mustBe(400);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(array::get)
                .toList();
    }

    private static JsonNode find(JsonNode array, String field, String value) {
        return list(array).stream()
                .filter(entry -> entry.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + array));
    }
}
