// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One driver file at one moment.
 *
 * @param name of the file
 * @param symbolicName of what runs because of it; empty when nothing does
 * @param version of what runs
 * @param state what is being done about it, for people: {@code running}, {@code handing over} …
 * @param verdict on the bytes that lie there now
 * @param reason of a waiting or rejected verdict, and what to do about it; empty otherwise
 * @param devices that it serves
 * @param digest SHA-256 of what runs, hexadecimal
 * @param since when the state was entered
 * @param before versions that can be put back, the latest first
 * @param leak what keeps an earlier version's classes in memory, if something does
 */
public record DriverEntry(
        String name,
        String symbolicName,
        String version,
        String state,
        Verdict verdict,
        String reason,
        List<String> devices,
        String digest,
        Instant since,
        List<Earlier> before,
        Optional<String> leak) {

    /** What was decided about a JAR. */
    public enum Verdict {
        /** It runs. */
        ACCEPTED,
        /** It is what runs already. */
        UNCHANGED,
        /** It is not complete yet, or being worked on. */
        WAITING,
        /** It will not run. */
        REJECTED
    }

    /**
     * A version that ran before.
     *
     * @param version its bundle version
     * @param digest SHA-256 of its JAR, hexadecimal
     */
    public record Earlier(String version, String digest) {}

    public DriverEntry {
        devices = List.copyOf(devices);
        before = List.copyOf(before);
    }
}
