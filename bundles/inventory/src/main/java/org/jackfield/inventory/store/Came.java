// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came, as JSON, cut where it gets long, so that a refusal can show it. */
final class Came {
    private static final int MOST_LETTERS = 100;

    private final StringBuilder text = new StringBuilder();

    private Came() {}

    static String words(@Nullable Object value) {
        Came came = new Came();
        came.write(value);
        return came.text.length() <= MOST_LETTERS ? came.text.toString() : came.text.substring(0, MOST_LETTERS) + "…";
    }

    private boolean isFull() {
        return text.length() > MOST_LETTERS;
    }

    private void write(@Nullable Object value) {
        if (value instanceof List<?> list) {
            writeAll(list.iterator(), '[', ']');
        } else if (value instanceof Map<?, ?> map) {
            writeAll(map.entrySet().iterator(), '{', '}');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            quote(String.valueOf(entry.getKey()));
            text.append(':');
            write(entry.getValue());
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quote(value.toString());
        }
    }

    // Every level writes a letter before it descends, so that depth is bounded as length is.
    private void writeAll(Iterator<?> values, char open, char close) {
        text.append(open);
        for (boolean first = true; values.hasNext() && !isFull(); first = false) {
            text.append(first ? "" : ",");
            write(values.next());
        }
        text.append(close);
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length() && !isFull(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (Character.isISOControl(letter)) {
                text.append(String.format("\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }
}
