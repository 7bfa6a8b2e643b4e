// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;
import org.jspecify.annotations.Nullable;

/** What is known of a task as JSON, and back. */
final class RecordJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordJson() {}

    static byte[] write(TaskInfo info) throws IOException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("task_id", info.taskId());
        json.put("type", info.type());
        json.put("parameters", info.parameters());
        json.put("devices", info.devices());
        json.put("state", info.state().wireName());
        json.put("progress", info.progress());
        json.put("text", info.text());
        json.put("started", info.started().toString());
        json.put("ended", info.ended().map(Instant::toString).orElse(null));
        json.put("result", info.result());
        json.put("error", info.error().map(RecordJson::error).orElse(null));
        return JSON.writeValueAsBytes(json);
    }

    private static Map<String, Object> error(ErrorRecord error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", error.type());
        json.put("message", error.message());
        json.put("origin", error.origin());
        json.put("time", error.time().toString());
        json.put("context", error.context());
        json.put("traceback", error.traceback());
        return json;
    }

    /** @throws IOException saying what is wrong with it */
    static TaskInfo read(byte[] bytes) throws IOException {
        Map<String, @Nullable Object> json = JSON.readValue(bytes, new TypeReference<>() {});
        if (json == null) {
            throw new IOException("expected a JSON object, found null");
        }
        try {
            Object error = json.get("error");
            return new TaskInfo(
                    text(json, "task_id"),
                    text(json, "type"),
                    map(json.get("parameters")),
                    devices(json),
                    TaskInfo.State.valueOf(text(json, "state").toUpperCase(Locale.ROOT)),
                    json.get("progress") instanceof Number number ? number.doubleValue() : -1,
                    text(json, "text"),
                    Instant.parse(text(json, "started")),
                    json.get("ended") == null ? Optional.empty() : Optional.of(Instant.parse(text(json, "ended"))),
                    json.get("result"),
                    error == null ? Optional.empty() : Optional.of(error(map(error))));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ErrorRecord error(Map<String, @Nullable Object> json) {
        Map<String, String> context = new LinkedHashMap<>();
        map(json.get("context")).forEach((key, value) -> context.put(key, String.valueOf(value)));
        return new ErrorRecord(
                text(json, "type"),
                text(json, "message"),
                text(json, "origin"),
                Instant.parse(text(json, "time")),
                context,
                text(json, "traceback"));
    }

    private static List<String> devices(Map<String, @Nullable Object> json) {
        if (!(json.get("devices") instanceof List<?> list)) {
            throw new IllegalArgumentException("devices must be a list, was " + json.get("devices"));
        }
        return list.stream().map(String::valueOf).toList();
    }

    private static String text(Map<String, @Nullable Object> json, String key) {
        if (json.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(key + " must be text, was " + json.get(key));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected an object, found " + value);
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, element) -> copy.put(String.valueOf(key), element));
        return copy;
    }
}
