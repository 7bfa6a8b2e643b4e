// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.ControlServer.names;
import static org.jackfield.rest.ControlServer.ok;
import static org.jackfield.rest.ControlServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.jackfield.task.TaskInfo;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TasksResourceTest {
    private static final String START = "{\"task_id\":\"s\",\"task_type\":\"Sweep\",\"params\":{\"from\":1}}";

    @AutoClose
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer();
    }

    @Test
    void aTaskIsStartedToldOfPausedResumedAndCancelled() throws Exception {
        assertThat(server.post("/tasks", START).body())
                .isEqualTo("{\"task_id\":\"s\",\"task_type\":\"Sweep\",\"device_ids\":[\"pm1\"],"
                        + "\"status\":\"started\"}");
        JsonNode listed = ok(server.get("/tasks")).get("tasks").get(0);
        assertThat(names(listed)).startsWith("task_id", "task_type", "running");
        JsonNode task = ok(server.get("/tasks/s"));
        assertThat(names(task)).startsWith("task_id", "task_type", "running", "result", "exception");
        assertThat(task.get("progress").isNull()).isTrue();
        assertThat(server.post("/tasks/s/pause", "").body()).isEqualTo("{\"status\":\"paused\"}");
        assertThat(ok(server.get("/tasks/s")).get("state").textValue()).isEqualTo("paused");
        assertThat(server.post("/tasks/s/resume", "").body()).isEqualTo("{\"status\":\"resumed\"}");
        assertThat(server.post("/tasks/s/parameters", "{\"key\":\"step\",\"value\":null}")
                        .body())
                .isEqualTo("{\"status\":\"parameter_set\",\"key\":\"step\",\"value\":null}");
        assertThat(server.post("/tasks/s/cancel", "").body()).isEqualTo("{\"status\":\"cancellation_requested\"}");
        assertThat(ok(server.get("/tasks?limit=1")).get("total").intValue()).isEqualTo(1);
    }

    @Test
    void aTaskThatIsOverAtOnceSaysSo() throws Exception {
        server.tasks.startsAs = TaskInfo.State.SUCCEEDED;
        assertThat(ok(server.post("/tasks", START)).get("status").textValue()).isEqualTo("completed_immediately");
        JsonNode error = refused(
                server.post("/tasks", "{\"task_id\":\"b\",\"task_type\":\"Broken\"}"), 400, "IllegalStateException");
        assertThat(error.get("message").textValue()).isEqualTo("Task failed to start: no light");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"task_type\":\"Sweep\"} | 400 | InvalidRequest",
                "{\"task_id\":\"t\"} | 400 | InvalidRequest",
                "{\"task_id\":\"t\",\"task_type\":\"Sweep\",\"params\":7} | 400 | InvalidRequest",
                "{\"task_id\":\"a/b\",\"task_type\":\"Sweep\"} | 400 | InvalidRequest",
                "{\"task_id\":\"t\",\"task_type\":\"Sweep\",\"when\":1} | 400 | InvalidRequest",
                "{\"task_id\":\"s\",\"task_type\":\"Sweep\"} | 409 | TaskExists",
                "{\"task_id\":\"t\",\"task_type\":\"Dance\"} | 404 | TaskTypeNotFound",
                "{\"task_id\":\"t\",\"task_type\":\"Sweep\",\"params\":{\"senseless\":1}} | 400 | TaskInstantiationError"
            })
    void aTaskThatCannotBeStartedIsRefused(String body, int status, String type) throws Exception {
        ok(server.post("/tasks", START));
        refused(server.post("/tasks", body), status, type);
        assertThat(server.tasks.all()).hasSize(1);
    }

    @Test
    void aParameterNeedsAValueThenAKeyThenATaskThatHasIt() throws Exception {
        ok(server.post("/tasks", START));
        JsonNode error = refused(server.post("/tasks/s/parameters", "{}"), 400, "InvalidRequest");
        assertThat(error.get("message").textValue()).isEqualTo("value is required");
        error = refused(server.post("/tasks/s/parameters", "{\"value\":1}"), 400, "InvalidRequest");
        assertThat(error.get("message").textValue()).isEqualTo("key is required");
        refused(server.post("/tasks/s/parameters", "{\"key\":\"x\",\"value\":1}"), 500, "TaskParameterError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "pause", "resume", "parameters"})
    void anUnknownTaskIsRefusedEverywhere(String action) throws Exception {
        refused(server.post("/tasks/nix/" + action, "{}"), 404, "TaskNotFound");
        refused(server.get("/tasks/nix"), 404, "TaskNotFound");
    }

    @Test
    void anErrorIsKeptUntilItIsForgotten() throws Exception {
        ok(server.post("/tasks", START));
        refused(server.get("/tasks/s/error"), 404, "NoError");
        TaskInfo failed = server.tasks.fail("s");
        assertThat(failed.error()).isPresent();
        JsonNode exception = ok(server.get("/tasks/s")).get("exception").get("error");
        assertThat(names(exception)).containsExactly("type", "message", "origin", "timestamp", "context");
        assertThat(ok(server.get("/tasks/s/error")).get("traceback").textValue())
                .isEqualTo("at Sweep");
        HttpResponse<String> forgotten = server.delete("/tasks/s/error");
        assertThat(forgotten.statusCode()).isEqualTo(204);
        refused(server.delete("/tasks/s/error"), 404, "NoError");
        refused(server.get("/tasks/nix/error"), 404, "NoError");
    }

    @Test
    void theTypesOfTasksSayWhatTheyWantToKnow() throws Exception {
        JsonNode types = ok(server.get("/task-types")).get("task_types");
        assertThat(types.findValuesAsText("name")).containsExactly("Broken", "Sweep");
        assertThat(ok(server.get("/task-types/Sweep")).get("schema").get("type").textValue())
                .isEqualTo("object");
        refused(server.get("/task-types/Dance"), 404, "TaskTypeNotFound");
    }
}
