// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.driver.DriverEntry;

/**
 * One file of the folder and what became of it, for those who show it to people.
 *
 * @param fileName in the folder
 * @param symbolicName of the bundle that runs; empty when none does
 * @param version of the bundle that runs; empty when none does
 * @param state what is being done about it
 * @param verdict on the bytes in the folder
 * @param devices that the bundle says it serves
 * @param digest of the JAR that runs, not necessarily the one in the folder; empty when none does
 * @param since when the state was entered
 * @param before what ran before and is kept, the latest first
 * @param leak what keeps an earlier version in memory
 */
record DriverStatus(
        String fileName,
        String symbolicName,
        String version,
        String state,
        Verdict verdict,
        List<String> devices,
        String digest,
        Instant since,
        List<DriverEntry.Earlier> before,
        Optional<String> leak) {

    DriverEntry entry() {
        DriverEntry.Verdict word;
        String reason = "";
        if (verdict instanceof Verdict.Waiting waiting) {
            word = DriverEntry.Verdict.WAITING;
            reason = waiting.reason();
        } else if (verdict instanceof Verdict.Rejected rejected) {
            word = DriverEntry.Verdict.REJECTED;
            reason =
                    rejected.reason() + "; it is tried again " + rejected.cure().words();
        } else {
            word = verdict instanceof Verdict.Unchanged ? DriverEntry.Verdict.UNCHANGED : DriverEntry.Verdict.ACCEPTED;
        }
        return new DriverEntry(
                fileName, symbolicName, version, state, word, reason, devices, digest, since, before, leak);
    }
}
