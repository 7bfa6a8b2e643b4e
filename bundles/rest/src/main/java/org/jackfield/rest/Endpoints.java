// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The routes by the names that LabDaemon has for them, and those it did not have. */
final class Endpoints {
    static final Map<String, String> ALL = all();

    private Endpoints() {}

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("health", "/health");
        devices(all);
        tasks(all);
        all.put("device_types", "/device-types");
        all.put("device_type", "/device-types/{name}");
        all.put("calls", "/calls");
        all.put("call", "/calls/{call_id}");
        all.put("drivers", "/drivers");
        all.put("driver", "/drivers/{name}");
        all.put("device_stream", "/stream/devices/{device_id}");
        all.put("devices_stream", "/stream/devices");
        all.put("events_stream", "/stream/events");
        all.put("tasks_stream", "/stream/tasks");
        all.put("task_stream", "/stream/tasks/{task_id}");
        all.put("openapi", "/openapi.json");
        all.put("docs", "/docs");
        return Collections.unmodifiableMap(all);
    }

    private static void devices(Map<String, String> all) {
        all.put("devices", "/devices");
        all.put("add_device", "/devices");
        all.put("device_detail", "/devices/{device_id}");
        all.put("device_methods", "/devices/{device_id}/methods");
        all.put("device_channels", "/devices/{device_id}/channels");
        all.put("connect_device", "/devices/{device_id}/connect");
        all.put("disconnect_device", "/devices/{device_id}/disconnect");
        all.put("device_call", "/devices/{device_id}/call");
        all.put("device_error", "/devices/{device_id}/error");
        all.put("clear_device_error", "/devices/{device_id}/error");
        all.put("stop_device_stream", "/devices/{device_id}/stream/stop");
        all.put("device_lease", "/devices/{device_id}/lease");
    }

    private static void tasks(Map<String, String> all) {
        all.put("tasks", "/tasks");
        all.put("execute_task", "/tasks");
        all.put("task_detail", "/tasks/{task_id}");
        all.put("cancel_task", "/tasks/{task_id}/cancel");
        all.put("pause_task", "/tasks/{task_id}/pause");
        all.put("resume_task", "/tasks/{task_id}/resume");
        all.put("set_task_parameter", "/tasks/{task_id}/parameters");
        all.put("task_error", "/tasks/{task_id}/error");
        all.put("clear_task_error", "/tasks/{task_id}/error");
        all.put("task_types", "/task-types");
    }
}
