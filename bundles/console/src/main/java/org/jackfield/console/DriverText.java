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

    static String of(DriverEntry driver) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("File", driver.name()));
        rows.add(List.of("State", driver.state() + " since " + driver.since().truncatedTo(ChronoUnit.SECONDS)));
        rows.add(List.of("Verdict", verdict(driver)));
        rows.add(List.of("Reason", driver.reason()));
        rows.add(List.of("Bundle", (driver.symbolicName() + " " + driver.version()).strip()));
        rows.add(List.of("Devices", String.join(", ", driver.devices())));
        rows.add(List.of("SHA-256", driver.digest()));
        rows.add(List.of(
                "Before",
                driver.before().stream().map(DriverEntry.Earlier::version).collect(Collectors.joining(", "))));
        rows.add(List.of("Leak", driver.leak().orElse("")));
        return TextTable.facts(rows);
    }

    private static List<String> row(DriverEntry driver) {
        String about = driver.reason().isEmpty() ? String.join(", ", driver.devices()) : driver.reason();
        return List.of(driver.name(), driver.version(), driver.state(), verdict(driver), about);
    }

    private static String verdict(DriverEntry driver) {
        return driver.verdict().name().toLowerCase(Locale.ROOT);
    }
}
