// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a text is no JSON, in words for whoever wrote it. The parser's own speak of its classes and settings, so that
 * they only tell here which mistake it was; one that is not known is told as no JSON.
 */
public final class JsonMistake {
    private static final Pattern CHARACTER = Pattern.compile("\\('(.)' \\(code");
    private static final Pattern TOKEN = Pattern.compile("(?:token|marker) '([^'`]{1,60})");

    private static final String VALUE =
            "a value: an object, a list, a text in double quotes, a number, true, false or null";

    /** By what the parser says, the first that fits. */
    private static final List<Map.Entry<String, String>> EXPECTED = List.of(
            Map.entry("start field name", "a name in double quotes"),
            Map.entry("a colon", "a colon after the name"),
            Map.entry("comma to separate", "a comma or the end of the list or object"),
            Map.entry("Duplicate", "every name once in an object"),
            Map.entry("close marker", "the bracket that closes what was opened"),
            Map.entry("unquoted character", "an escape such as \\n in a text, as control characters must have"),
            Map.entry("escape", "an escape that JSON knows, such as \\n or \\u0041"),
            Map.entry("numeric value", "a number such as -1.5e3"),
            Map.entry("UTF-8", "UTF-8"),
            Map.entry("expected a value", VALUE),
            Map.entry("a valid value", VALUE),
            Map.entry("token", VALUE));

    private JsonMistake() {}

    /** What was expected, what came, and where. */
    public static String words(JsonProcessingException e) {
        String said = String.valueOf(e.getOriginalMessage());
        return "expected " + expectedAndCame(e, said) + place(e.getLocation());
    }

    private static String expectedAndCame(JsonProcessingException e, String said) {
        if (e instanceof StreamConstraintsException) {
            return JsonBounds.words() + ", came more";
        }
        if (e instanceof JsonEOFException) {
            return "more JSON, came the end";
        }
        if (e instanceof MismatchedInputException) {
            return "nothing after the first value, came more";
        }
        String expected = EXPECTED.stream()
                .filter(known -> said.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("JSON");
        return expected + ", came " + came(said);
    }

    private static String came(String said) {
        Matcher character = CHARACTER.matcher(said);
        if (character.find()) {
            return "'" + character.group(1) + "'";
        }
        Matcher token = TOKEN.matcher(said);
        if (token.find()) {
            return "'" + token.group(1) + "'";
        }
        return said.contains("Duplicate") ? "one twice" : "something else";
    }

    private static String place(@Nullable JsonLocation location) {
        if (location == null) {
            return "";
        }
        if (location.getLineNr() > 0) {
            return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        }
        return location.getByteOffset() < 0 ? "" : " at byte " + location.getByteOffset();
    }
}
