// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jackfield.itest.Api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments on a running product, started and watched over HTTP, while what they are made of is replaced. */
class TasksIT {
    private static final List<String> DEVICES = List.of("recorded", "swept", "watched", "swapped", "letgo");

    @TempDir
    static Path folder;

    private static Path home;
    private static RunningProduct product;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        home = folder.resolve("home");
        for (String id : DEVICES) {
            Config.device(home, "Detector", id, "stream.rate=100", "step=0.01");
        }
        product = RunningProduct.start(home, RunningProduct.freePort());
        api = new Api(product);
        for (String id : DEVICES) {
            api.untilDevice(id, "connected", device -> device.path("connected").asBoolean());
        }
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static Answer run(String id, String type, String params) throws Exception {
        return api.post(
                "/tasks", "{'task_id':'" + id + "','task_type':'" + type + "','params':" + params.strip() + '}');
    }

    @Test
    void aRecordingOwnsItsDeviceAndTellsHowFarItIs() throws Exception {
        try (SseClient ofTask = SseClient.open(product.url("/stream/tasks/rec1"));
                SseClient ofAll = SseClient.open(product.url("/stream/events"));
                SseClient reader = SseClient.open(product.url("/stream/devices/recorded"))) {
            Answer started = run("rec1", "Collect", "{'device':'recorded','seconds':600}")
                    .mustBe(200);
            assertThat(started.text("status")).isEqualTo("started");
            assertThat(started.body().path("device_ids").toString()).isEqualTo("[\"recorded\"]");
            JsonNode owned = api.call("recorded", "setLevel", ",'args':[1]").mustRefuse(409, "DeviceInUse");
            assertThat(owned.path("context").path("task_id").asText()).isEqualTo("rec1");
            assertThat(owned.path("context").path("device_id").asText()).isEqualTo("recorded");
            assertThat(api.post("/devices/recorded/disconnect", "")
                            .mustRefuse(409, "DeviceInUse")
                            .path("message")
                            .asText())
                    .contains("rec1");
            api.delete("/devices/recorded").mustRefuse(409, "DeviceInUse");
            api.post("/devices/recorded/lease", "{'holder':'Anna','seconds':60}")
                    .mustRefuse(409, "DeviceInUse");
            assertThat(api.device("recorded").path("owned_by").asText()).isEqualTo("rec1");
            run("rec1", "Collect", "{'device':'swept','samples':1}").mustRefuse(409, "TaskExists");
            run("rec2", "Collect", "{'device':'recorded','samples':1}").mustRefuse(409, "DeviceInUse");
            api.get("/tasks/rec2").mustRefuse(404, "TaskNotFound");
            reader.awaitData(0, 10);
            RunningProduct.until(
                    "it has recorded something",
                    () -> api.get("/tasks/rec1").text("text").matches("\\d\\d+ samples"));
            api.post("/tasks/rec1/cancel", "").mustBe(200);
            assertThat(rising(api.awaitTask("rec1", "cancelled").path("result")))
                    .hasSizeGreaterThanOrEqualTo(10);
            ofTask.await(0, "its end", event -> event.name().equals("task_ended"));
            assertThat(names(ofTask))
                    .startsWith("task_started")
                    .contains("task_progress")
                    .endsWith("task_ended");
            assertThat(numbers(ofTask)).isSorted().doesNotHaveDuplicates();
            ofAll.await(0, "its end", happened("task_ended", "rec1"));
            List<String> all = ofAll.events().stream()
                    .filter(event ->
                            event.data().contains("\"rec1\"") || event.data().contains("\"recorded\""))
                    .map(SseClient.Event::name)
                    .toList();
            assertThat(all.indexOf("device_owned")).isLessThan(all.indexOf("task_started"));
            assertThat(all.indexOf("device_freed")).isBetween(0, all.indexOf("task_ended"));
            assertThat(numbers(ofAll))
                    .isEqualTo(upFrom(numbers(ofAll).get(0), numbers(ofAll).size()));
            assertThat(reader.hasEnded()).isFalse();
        }
        assertThat(api.device("recorded").path("owned_by").isNull()).isTrue();
        run("rec3", "Collect", "{'device':'recorded','samples':500}").mustBe(200);
        assertThat(rising(api.awaitTask("rec3", "succeeded").path("result"))).hasSize(500);
        run("rec1", "Collect", "{'device':'recorded','samples':1}").mustRefuse(400, "TaskInstantiationError");
    }

    private static List<String> names(SseClient client) {
        return client.events().stream()
                .map(SseClient.Event::name)
                .filter(name -> !name.equals("ping"))
                .toList();
    }

    private static List<Long> numbers(SseClient client) {
        return client.events().stream()
                .filter(event -> !event.id().isEmpty())
                .map(SseClient.Event::sequence)
                .toList();
    }

    private static List<Long> upFrom(long first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }

    private static Predicate<SseClient.Event> happened(String name, String subject) {
        return event -> event.name().equals(name) && event.data().contains("\"subject\":\"" + subject + '"');
    }

    /** The numbers of a recording, each of which is one more than the one before. */
    private static List<Long> rising(JsonNode result) {
        JsonNode data = result.path("data");
        List<Long> numbers = IntStream.range(0, data.size())
                .mapToObj(i -> data.path(i).path("sequence").asLong())
                .toList();
        assertThat(numbers).isNotEmpty().isEqualTo(upFrom(numbers.get(0), numbers.size()));
        assertThat(result.path("missed").asLong()).isZero();
        return numbers;
    }

    @Test
    void aSweepSetsOneThingAndReadsAnother() throws Exception {
        run(
                        "sweep1",
                        "Sweep",
                        """
                {'device':'swept','command':'setLevel','argument':'level','from':1,'to':3,'steps':5,
                 'settle':0.02,'samples':2,'read':{'device':'swept'}}""")
                .mustBe(200);
        JsonNode result = api.awaitTask("sweep1", "succeeded").path("result");
        assertThat(result.path("columns").toString()).isEqualTo("[\"level\",\"swept.reading\"]");
        assertThat(IntStream.range(0, 5)
                        .mapToObj(i -> result.path("rows").path(i).path(0).asDouble()))
                .containsExactly(1.0, 1.5, 2.0, 2.5, 3.0);
        assertThat(api.call("swept", "level", "")
                        .mustBe(200)
                        .body()
                        .path("result")
                        .asDouble())
                .isEqualTo(3);
        run(
                        "sweep2",
                        "Sweep",
                        """
                {'device':'swept','command':'setLevel','argument':'level','from':9,'to':11,'steps':3,
                 'read':{'device':'swept'}}""")
                .mustBe(200);
        JsonNode failed = api.awaitTask("sweep2", "failed");
        assertThat(failed.path("exception").path("error").path("message").asText())
                .contains("level must be from 0");
        assertThat(api.get("/tasks/sweep2/error").mustBe(200).body().toString()).contains("traceback");
        api.delete("/tasks/sweep2/error").mustBe(204);
        api.get("/tasks/sweep2/error").mustRefuse(404, "NoError");
        JsonNode unknown = run(
                        "sweep3",
                        "Sweep",
                        "{'device':'swept','command':'setLevle','argument':'level','values':[1],"
                                + "'read':{'device':'swept'}}")
                .mustRefuse(400, "TaskInstantiationError");
        assertThat(unknown.path("message").asText()).contains("swept has the commands [", "setLevel", "was 'setLevle'");
        api.get("/tasks/sweep3").mustRefuse(404, "TaskNotFound");
        for (String late : List.of("cancel", "pause", "resume")) {
            JsonNode ended = api.post("/tasks/sweep2/" + late, "").mustRefuse(409, "TaskNotRunning");
            assertThat(ended.path("message").asText()).contains("has ended at", "failed");
        }
        api.post("/tasks/sweep2/parameters", "{'key':'above','value':1}").mustRefuse(409, "TaskNotRunning");
    }

    @Test
    void aRecordingOfADeviceThatWasLetGoSaysSo() throws Exception {
        api.post("/devices/letgo/disconnect", "").mustBe(200);
        run("idle1", "Collect", "{'device':'letgo','samples':1}").mustBe(200);
        RunningProduct.until(
                "it says why nothing comes",
                () -> api.get("/tasks/idle1").text("text").equals("0 samples; the device is disconnected"));
        api.post("/tasks/idle1/cancel", "").mustBe(200);
        api.awaitTask("idle1", "cancelled");
        run("idle2", "Collect", "{'device':'letgo','seconds':0.2}").mustBe(200);
        JsonNode failed = api.awaitTask("idle2", "failed");
        assertThat(failed.path("exception").path("error").path("message").asText())
                .isEqualTo("no sample came within 0.2 s; the device is disconnected");
    }

    @Test
    void aWatchLeavesTheDeviceToOthersAndRaisesItsAlarm() throws Exception {
        try (SseClient events = SseClient.open(product.url("/stream/events"))) {
            run("watch1", "Monitor", "{'device':'watched','above':1000}").mustBe(200);
            assertThat(api.device("watched").path("owned_by").isNull()).isTrue();
            api.call("watched", "setLevel", ",'args':[4]").mustBe(200);
            Answer set = api.post("/tasks/watch1/parameters", "{'key':'above','value':1}")
                    .mustBe(200);
            assertThat(set.text("status")).isEqualTo("parameter_set");
            assertThat(set.body().path("value").asInt()).isEqualTo(1);
            int alarm = events.await(0, "the alarm", happened("monitor_alarm", "watch1"));
            assertThat(events.events().get(alarm).data()).contains("\"device_id\":\"watched\"", "\"above\":1.0");
            api.post("/tasks/watch1/parameters", "{'key':'above','value':1000}").mustBe(200);
            events.await(alarm, "that it is over", happened("monitor_cleared", "watch1"));
            api.post("/tasks/watch1/parameters", "{'key':'colour','value':1}").mustBe(500);
            api.post("/tasks/watch1/parameters", "{'key':'above'}").mustRefuse(400, "InvalidRequest");
            assertThat(api.post("/tasks/watch1/cancel", "").mustBe(200).text("status"))
                    .isEqualTo("cancellation_requested");
            assertThat(api.awaitTask("watch1", "cancelled")
                            .path("result")
                            .path("alarms")
                            .asInt())
                    .isEqualTo(1);
            api.post("/tasks/nobody/cancel", "").mustRefuse(404, "TaskNotFound");
        }
    }

    @Test
    void aPausedTaskStandsStillUntilItIsResumed() throws Exception {
        DriverJars.drop(OwnTaskType.version("1.0.0", folder), home.resolve("drivers"), OwnTaskType.FILE);
        awaitType("Counts, version 1.0.0.");
        run("count1", "Count", "{'to':400}").mustBe(200);
        assertThat(api.post("/tasks/count1/pause", "").mustBe(200).text("status"))
                .isEqualTo("paused");
        JsonNode paused = api.awaitTask("count1", "paused");
        assertThat(paused.path("running").asBoolean()).isTrue();
        assertThat(api.post("/tasks/count1/resume", "").mustBe(200).text("status"))
                .isEqualTo("resumed");
        JsonNode ended = api.awaitTask("count1", "succeeded");
        assertThat(ended.path("result").path("counted").asInt()).isEqualTo(400);
        assertThat(ended.path("progress").asDouble()).isGreaterThan(0.9);

        run("count2", "Count", "{'to':100000}").mustBe(200);
        DriverJars.drop(OwnTaskType.version("2.0.0", folder), home.resolve("drivers"), OwnTaskType.FILE);
        JsonNode left = api.awaitTask("count2", "cancelled");
        assertThat(left.path("exception").path("error").path("message").asText())
                .contains("Count", "leaving");
        awaitType("Counts, version 2.0.0.");
        run("count3", "Count", "{'to':1}").mustBe(200);
        assertThat(api.awaitTask("count3", "succeeded")
                        .path("result")
                        .path("version")
                        .asText())
                .isEqualTo("2.0.0");
        run("count4", "Count", "{'to':0}").mustRefuse(400, "InvalidTaskDefinition");

        Files.delete(home.resolve("drivers").resolve(OwnTaskType.FILE));
        RunningProduct.until(
                "the type has left",
                () -> !api.get("/task-types").body().toString().contains("Count"));
        run("count5", "Count", "{'to':1}").mustRefuse(404, "TaskTypeNotFound");
    }

    private static void awaitType(String doc) throws Exception {
        RunningProduct.until(
                "there is a type that " + doc,
                () -> api.get("/task-types").body().toString().contains(doc));
    }

    @Test
    void aRecordingGoesOnWhileItsDriverIsReplaced() throws Exception {
        run("long1", "Collect", "{'device':'swapped','seconds':600}").mustBe(200);
        for (String version : List.of("3.0.0", "4.0.0")) {
            DriverJars.drop(
                    DriverJars.version(
                            DriverJars.shipped(RunningProduct.PRODUCT), version, folder.resolve(version + ".jar")),
                    home.resolve("drivers"));
            api.untilDevice(
                    "swapped",
                    "streaming under " + version,
                    device -> device.path("driver").path("version").asText().equals(version)
                            && device.path("streaming").asBoolean());
        }
        long before = api.device("swapped").path("next_sequence").asLong();
        api.untilDevice(
                "swapped",
                "streaming on",
                device -> device.path("next_sequence").asLong() > before + 200);
        assertThat(api.get("/tasks/long1").text("state")).isEqualTo("running");
        api.post("/tasks/long1/cancel", "").mustBe(200);
        List<Long> numbers = rising(api.awaitTask("long1", "cancelled").path("result"));
        assertThat(numbers.get(0)).isLessThan(before);
        assertThat(numbers.get(numbers.size() - 1)).isGreaterThan(before + 10);
    }
}
