// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one of many things that have nothing to do with one another: the failure of one is told and stays its own. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private Attempt() {}

    static void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // an Error too: the writer loop serves many clients and must outlive each
            LOG.error("a part of streaming has failed, the rest goes on", e);
        }
    }
}
