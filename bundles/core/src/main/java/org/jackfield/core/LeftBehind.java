// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.control.Diagnosis.Busy;

/**
 * The threads that hang in drivers of one device and were given up, for as long as they do: a thread that comes
 * back after all takes its driver's classes with it, so nothing here holds one.
 *
 * <p>Any thread; all under the monitor.
 */
final class LeftBehind {
    private final List<Left> all = new ArrayList<>();

    /** Weak: who still runs is there anyway. */
    private record Left(WeakReference<Thread> thread, String words) {
        boolean runs() {
            Thread left = thread.get();
            return left != null && left.isAlive();
        }
    }

    synchronized void add(Thread thread, String driver, Busy at) {
        if (all.stream().noneMatch(left -> left.thread.refersTo(thread))) {
            all.add(new Left(
                    new WeakReference<>(thread),
                    thread.getName() + " hangs in '" + at.step() + "' of " + driver + " since " + at.since()));
        }
    }

    /** One line each. */
    synchronized List<String> lines() {
        all.removeIf(left -> !left.runs());
        return all.stream().map(Left::words).toList();
    }
}
