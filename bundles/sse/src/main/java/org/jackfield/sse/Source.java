// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a connection's bytes come from. Read by one thread at a time; finished and closed by any, more than once. */
interface Source extends AutoCloseable {
    /** What is to be written next, or null when there is nothing yet. */
    @Nullable
    Batch next();

    /** The devices and patterns that are read here; none where it is no device's stream. Any thread may ask. */
    default List<String> devices() {
        return List.of();
    }

    /** Frames that are there and were not read yet; asked by who reads. */
    default long lag() {
        return 0;
    }

    /** Nothing new comes from here from now on; what was promised to the client by now still does. */
    void finish();

    @Override
    void close();
}
