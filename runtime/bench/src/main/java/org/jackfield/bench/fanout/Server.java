// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.IOException;

/** Something that serves one event stream, in a process of its own. */
interface Server extends AutoCloseable {
    /** Of its column. */
    String name();

    int port();

    String path();

    long pid();

    /** How many events are published from now on each second. */
    void rate(long eventsPerSecond) throws Exception;

    @Override
    void close() throws IOException;

    /** Gives back what it can do without, before its memory is looked at. */
    void tidy() throws Exception;
}
