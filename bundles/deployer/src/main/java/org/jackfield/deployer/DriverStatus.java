// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;

/**
 * One file of the folder and what became of it, for those who show it to people.
 *
 * @param fileName in the folder
 * @param symbolicName of the bundle that runs; empty when none does
 * @param version of the bundle that runs; empty when none does
 * @param state what is being done about it
 * @param verdict on the bytes in the folder
 * @param digest of the JAR that runs, not necessarily the one in the folder; empty when none does
 * @param since when the state was entered
 */
record DriverStatus(
        String fileName,
        String symbolicName,
        String version,
        String state,
        Verdict verdict,
        String digest,
        Instant since) {}
