// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jackfield.stream.DeviceStreams;

/**
 * What the work on every driver shares.
 *
 * @param folder where people put JARs
 * @param bundleChanges counts what may cure a driver that another bundle stood in the way of
 * @param bell rung when a {@link Step} has ended, so that nobody waits for the next look at the folder
 * @param claimant asked with a symbolic name and a file: which other file has a driver of that name, or is about to
 */
record Workshop(
        Path folder,
        StagedJars staged,
        Ledger ledger,
        Installer installer,
        LeakPolice leaks,
        DeviceStreams streams,
        Patience patience,
        AtomicLong bundleChanges,
        Runnable bell,
        BiFunction<String, DriverFile, Optional<DriverFile>> claimant) {

    <T> Step<T> begin(String driver, Callable<T> work) {
        return new Step<>(driver, work, bell);
    }
}
