// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandInfo.Parameter;

/** A command as the wire has it: what LabDaemon tells first, then what it did not know, where there is something. */
final class MethodJson {
    private MethodJson() {}

    static Map<String, Object> of(CommandInfo command) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", command.name());
        json.put(
                "parameters",
                command.parameters().stream().map(MethodJson::parameter).toList());
        putText(json, "doc", command.doc());
        putText(json, "unit", command.unit());
        json.put("timeout_seconds", command.timeout().toMillis() / 1000.0);
        return json;
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", parameter.name());
        json.put("type", parameter.type().wireName());
        json.put("required", parameter.required());
        if (!parameter.required()) {
            json.put("default", parameter.preset());
        }
        putText(json, "doc", parameter.doc());
        putText(json, "unit", parameter.unit());
        parameter.min().filter(Double::isFinite).ifPresent(min -> json.put("minimum", min));
        parameter.max().filter(Double::isFinite).ifPresent(max -> json.put("maximum", max));
        if (!parameter.choices().isEmpty()) {
            json.put("enum", parameter.choices());
        }
        return json;
    }

    private static void putText(Map<String, Object> json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }
}
