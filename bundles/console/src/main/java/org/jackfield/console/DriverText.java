// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jackfield.driver.DriverEntry;

/** Drivers as people read them at a terminal. */
final class DriverText {
    private DriverText() {}

    static String table(List<DriverEntry> drivers) {
        if (drivers.isEmpty()) {
            return "No drivers.";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FILE", "VERSION", "STATE", "VERDICT", "DEVICES OR REASON"));
        drivers.forEach(driver -> rows.add(row(driver)));
        return TextTable.aligned(rows);
    }

    /** Everything that is known of each but the digests. */
    static Table full(List<DriverEntry> drivers) {
        return new Table(
                List.of("File", "Bundle", "State", "Verdict", "Reason", "Devices", "Since", "Before", "Leak"),
                drivers.stream().map(DriverText::fullRow).toList());
    }

    private static Table.Row fullRow(DriverEntry driver) {
        return new Table.Row(
                driver.name(),
                List.of(
                        driver.name(),
                        bundle(driver),
                        driver.state(),
                        verdict(driver),
                        driver.reason(),
                        String.join(", ", driver.devices()),
                        driver.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                        before(driver),
                        driver.leak().orElse("")),
                driver.before().isEmpty() ? List.of() : List.of("roll back"));
    }

    static String of(DriverEntry driver) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("File", driver.name()));
        rows.add(List.of("State", driver.state() + " since " + driver.since().truncatedTo(ChronoUnit.SECONDS)));
        rows.add(List.of("Verdict", verdict(driver)));
        rows.add(List.of("Reason", driver.reason()));
        rows.add(List.of("Bundle", bundle(driver)));
        rows.add(List.of("Devices", String.join(", ", driver.devices())));
        rows.add(List.of("SHA-256", driver.digest()));
        rows.add(List.of("Before", before(driver)));
        rows.add(List.of("Leak", driver.leak().orElse("")));
        return TextTable.facts(rows);
    }

    private static List<String> row(DriverEntry driver) {
        String about = driver.reason().isEmpty() ? String.join(", ", driver.devices()) : driver.reason();
        return List.of(driver.name(), driver.version(), driver.state(), verdict(driver), about);
    }

    private static String bundle(DriverEntry driver) {
        return (driver.symbolicName() + " " + driver.version()).strip();
    }

    private static String before(DriverEntry driver) {
        return driver.before().stream().map(DriverEntry.Earlier::version).collect(Collectors.joining(", "));
    }

    private static String verdict(DriverEntry driver) {
        return driver.verdict().name().toLowerCase(Locale.ROOT);
    }
}
