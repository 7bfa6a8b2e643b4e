// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jackfield.driver.DriverEntry;
import org.jackfield.event.Journal;
import org.jspecify.annotations.Nullable;

/** Tells the journal what has become of each driver since it was asked last. Used by the deployer's thread alone. */
final class DriverNews {
    private final Journal journal;
    private final Map<String, DriverEntry> told = new HashMap<>();

    DriverNews(Journal journal) {
        this.journal = journal;
    }

    void tell(List<DriverEntry> entries) {
        Set<String> gone = new HashSet<>(told.keySet());
        for (DriverEntry entry : entries) {
            gone.remove(entry.name());
            DriverEntry before = told.put(entry.name(), entry);
            if (entry.verdict() != DriverEntry.Verdict.WAITING && isNews(before, entry)) {
                journal.record("driver_" + entry.verdict().name().toLowerCase(Locale.ROOT), entry.name(), facts(entry));
            }
            if (entry.leak().isPresent() && (before == null || !before.leak().equals(entry.leak()))) {
                journal.record(
                        "driver_leaked",
                        entry.name(),
                        Map.of("leak", entry.leak().get()));
            }
        }
        for (String name : gone) {
            told.remove(name);
            journal.record("driver_removed", name, Map.of());
        }
    }

    private static boolean isNews(@Nullable DriverEntry before, DriverEntry now) {
        return before == null
                || before.verdict() != now.verdict()
                || !before.digest().equals(now.digest())
                || !before.reason().equals(now.reason());
    }

    private static Map<String, Object> facts(DriverEntry entry) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("driver", entry.symbolicName());
        facts.put("version", entry.version());
        facts.put("reason", entry.reason());
        facts.put("devices", List.copyOf(entry.devices()));
        return facts;
    }
}
