// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a client wants to see.
 *
 * @param limit at most so many; all if it did not say
 * @param offset from which on
 * @param asked whether it said anything, so that who did not gets a list as it always was
 */
record Page(int limit, int offset, boolean asked) {
    private static final int LARGEST = 1_000;

    static Page of(@Nullable String limit, @Nullable String offset) {
        return new Page(
                limit == null ? Integer.MAX_VALUE : number("limit", limit, 1, LARGEST),
                offset == null ? 0 : number("offset", offset, 0, Integer.MAX_VALUE),
                limit != null || offset != null);
    }

    /** The part, under a name; with how many there are in all if a part was asked for. */
    <T> Map<String, Object> of(String name, List<T> all, Function<T, Map<String, Object>> json) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, all.stream().skip(offset).limit(limit).map(json).toList());
        if (asked) {
            page.put("total", all.size());
            page.put("offset", offset);
        }
        return page;
    }

    private static int number(String name, String text, int min, int max) {
        if (text.matches("\\d{1,10}")) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return (int) number;
            }
        }
        throw JsonBody.invalid(
                name + " must be a whole number from " + min + " to " + max + ", was " + JsonBody.quoted(text));
    }
}
