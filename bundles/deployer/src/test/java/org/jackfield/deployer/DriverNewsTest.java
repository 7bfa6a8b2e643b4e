// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Verdict;
import org.junit.jupiter.api.Test;

final class DriverNewsTest {
    private final NotedEvents journal = new NotedEvents();
    private final DriverNews news = new DriverNews(journal);

    private static DriverEntry entry(Verdict verdict, String version, String reason, Optional<String> leak) {
        return new DriverEntry(
                "rig.jar",
                "rig",
                version,
                "running",
                verdict,
                reason,
                List.of("rig-1"),
                version,
                Instant.EPOCH,
                List.of(),
                leak);
    }

    @Test
    void everyDecisionIsToldOnce() {
        DriverEntry first = entry(Verdict.ACCEPTED, "1.0.0", "", Optional.empty());
        news.tell(List.of(entry(Verdict.WAITING, "", "is being copied", Optional.empty())));
        news.tell(List.of(first));
        news.tell(List.of(first));
        news.tell(List.of(entry(Verdict.REJECTED, "1.0.0", "no ZIP", Optional.empty())));
        news.tell(List.of(entry(Verdict.ACCEPTED, "1.1.0", "", Optional.of("thread x"))));
        news.tell(List.of());

        assertThat(journal.events)
                .containsExactly(
                        "driver_accepted rig.jar",
                        "driver_rejected rig.jar",
                        "driver_accepted rig.jar",
                        "driver_leaked rig.jar",
                        "driver_removed rig.jar");
    }
}
