// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.io.IOException;
import java.util.Optional;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.Drivers;

/** Puts back the version of a driver that ran before, for who waits for the answer. */
final class DriverRollback {
    private DriverRollback() {}

    /** Empty if it is not decided yet. */
    static Optional<DriverEntry> of(Drivers drivers, String name) throws IOException, InterruptedException {
        return Patience.await(
                drivers.rollBack(name)
                        .orElseThrow(() -> drivers.find(name).isEmpty()
                                ? unknown(name)
                                : new IllegalArgumentException(
                                        "no version of " + name + " has run before the present one")),
                Patience.USUAL);
    }

    static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "no driver has the file name " + name + "; jackfield:drivers lists those there are");
    }
}
