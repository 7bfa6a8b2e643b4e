// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where a connection's bytes come from. Read by one thread at a time; finished and closed by any, more than once. */
interface Source extends AutoCloseable {
    /** The next bytes to write, or null when there are none yet. */
    @Nullable
    ByteBuffer next();

    /** Nothing new comes from here from now on; what was promised to the client by now still does. */
    void finish();

    @Override
    void close();
}
