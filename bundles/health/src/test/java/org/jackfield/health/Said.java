// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.Result;

/** What a check said, line by line: {@code WARN pm1 is in fault …}. */
final class Said {
    private Said() {}

    static List<String> by(Result result) {
        List<String> lines = new ArrayList<>();
        result.forEach(entry -> lines.add(entry.getStatus() + " " + entry.getMessage()));
        return lines;
    }
}
