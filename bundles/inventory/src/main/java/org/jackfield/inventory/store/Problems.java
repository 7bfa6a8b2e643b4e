// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jackfield.inventory.InventoryRefused.Reason;

/** Everything that is wrong with one request, up to a number that anybody would read. */
final class Problems {
    private static final int MOST = 100;
    private static final int MOST_IN_MESSAGE = 5;

    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        if (!isFull()) {
            found.add(problem);
        }
    }

    boolean isFull() {
        return found.size() == MOST;
    }

    /** Each in words. */
    Stream<String> words() {
        return found.stream()
                .map(problem -> problem.field() + " must be " + problem.expected() + ", was " + problem.came());
    }

    /** Refuses if there are any. */
    void refuse(String deviceId) {
        if (found.isEmpty()) {
            return;
        }
        String first = words().limit(MOST_IN_MESSAGE).collect(Collectors.joining("; "));
        String more = found.size() > MOST_IN_MESSAGE ? "; and " + (found.size() - MOST_IN_MESSAGE) + " more" : "";
        throw new InventoryRefused(
                Reason.INVALID_PARAMETERS, "Device '" + deviceId + "' cannot be so: " + first + more, found);
    }
}
