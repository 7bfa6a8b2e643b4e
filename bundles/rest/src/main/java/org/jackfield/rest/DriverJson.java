// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jackfield.driver.DriverEntry;
import org.jackfield.web.ErrorJson;

/** A driver's file as the wire has it: first how it does, then what it is. */
final class DriverJson {
    private DriverJson() {}

    static Map<String, Object> of(DriverEntry driver) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", driver.name());
        json.put("state", driver.state());
        json.put("verdict", driver.verdict().name().toLowerCase(Locale.ROOT));
        json.put("reason", driver.reason());
        json.put("since", ErrorJson.time(driver.since()));
        json.put("symbolic_name", driver.symbolicName());
        json.put("version", driver.version());
        json.put("devices", driver.devices());
        json.put("digest", driver.digest());
        json.put("before", driver.before().stream().map(DriverJson::earlier).toList());
        json.put("leak", driver.leak().orElse(null));
        return json;
    }

    private static Map<String, Object> earlier(DriverEntry.Earlier earlier) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", earlier.version());
        json.put("digest", earlier.digest());
        return json;
    }
}
