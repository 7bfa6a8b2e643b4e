// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;

/** Errors and times as the wire has them. */
public final class ErrorJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private ErrorJson() {}

    /** A time, to the whole second. */
    public static String time(Instant time) {
        return TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    /** All of a body that tells of an error. */
    public static Map<String, Object> body(ErrorRecord error) {
        return Map.of("error", of(error));
    }

    /** An error that was kept, with where in the code it came up, if that matters. */
    public static Map<String, Object> stored(ErrorRecord error) {
        Map<String, Object> json = of(error);
        if (!error.traceback().isEmpty()) {
            json.put("traceback", error.traceback());
        }
        return json;
    }

    /** The error itself. */
    public static Map<String, Object> of(ErrorRecord error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", error.type());
        json.put("message", error.message());
        json.put("origin", error.origin());
        json.put("timestamp", time(error.time()));
        json.put("context", error.context());
        return json;
    }
}
