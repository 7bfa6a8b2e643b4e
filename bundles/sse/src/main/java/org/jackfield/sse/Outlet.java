// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.io.IOException;

/**
 * The way out to one client. One write at a time; nothing here waits. The response is ours from the first
 * write on: before it, a resource may still refuse the request in words of its own.
 */
interface Outlet {
    /** What becomes of a write. Called once for each, on any thread, possibly before the write returns. */
    interface Completion {
        void written();

        void failed(Throwable cause);
    }

    /** Sends the events, as one chunk. */
    void write(Batch batch, Completion completion) throws IOException;

    /** Ends the response, unless it has ended already. With a write under way it is cut off instead. */
    void end();
}
