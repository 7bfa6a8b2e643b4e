// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that anybody may call for, and one thread at a time does: the first to call does it for all who call
 * meanwhile, once more for any number of them. Nobody waits, and work that calls for itself does not recurse.
 */
public final class OneAtATime {
    private final Runnable work;
    private final AtomicInteger calls = new AtomicInteger();

    /** @param work must not fail: it would never be done again */
    public OneAtATime(Runnable work) {
        this.work = work;
    }

    /** What was done before this call is seen by the work. */
    public void call() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            work.run();
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }
}
