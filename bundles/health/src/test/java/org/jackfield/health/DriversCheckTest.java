// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.felix.hc.api.Result.Status;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Verdict;
import org.jackfield.driver.Drivers;
import org.junit.jupiter.api.Test;

final class DriversCheckTest {
    private final Folder folder = new Folder();
    private final DriversCheck check = new DriversCheck(folder);

    @Test
    void driversThatRunOrWaitAreCounted() {
        folder.add("pm.jar", Verdict.ACCEPTED, "", Optional.empty());
        folder.add("daq.jar", Verdict.WAITING, "not complete yet", Optional.empty());
        assertThat(Said.by(check.execute()))
                .containsExactly("OK 2 driver files, 0 versions kept in memory since the start");
    }

    @Test
    void aRejectedDriverIsToldInTheWordsOfTheVerdict() {
        folder.add("pm.jar", Verdict.REJECTED, "needs package org.foo, nobody provides it", Optional.empty());
        assertThat(check.execute().getStatus()).isEqualTo(Status.WARN);
        assertThat(Said.by(check.execute()))
                .contains("WARN pm.jar is rejected: needs package org.foo, nobody provides it");
    }

    @Test
    void whatKeepsAnEarlierVersionInMemoryIsTold() {
        folder.add("pm.jar", Verdict.ACCEPTED, "", Optional.of("version 1.0.0 cannot leave memory: thread \"x\""));
        assertThat(check.execute().getStatus()).isEqualTo(Status.WARN);
        assertThat(Said.by(check.execute()))
                .containsExactly(
                        "WARN pm.jar: version 1.0.0 cannot leave memory: thread \"x\"",
                        "OK 1 driver file, 1 version kept in memory since the start");
    }

    /** A folder that is only looked at. */
    private static final class Folder implements Drivers {
        private final List<DriverEntry> all = new ArrayList<>();

        void add(String name, Verdict verdict, String reason, Optional<String> leak) {
            all.add(new DriverEntry(
                    name, "acme", "1.2.0", "running", verdict, reason, List.of(), "", Rig.TIME, List.of(), leak));
        }

        @Override
        public List<DriverEntry> all() {
            return all;
        }

        @Override
        public long leaks() {
            return all.stream().filter(driver -> driver.leak().isPresent()).count();
        }

        @Override
        public Optional<DriverEntry> find(String name) {
            throw new UnsupportedOperationException("a check looks at all");
        }

        @Override
        public CompletionStage<DriverEntry> put(String name, InputStream jar) {
            throw new UnsupportedOperationException("a check changes nothing");
        }

        @Override
        public Optional<CompletionStage<DriverEntry>> delete(String name) {
            throw new UnsupportedOperationException("a check changes nothing");
        }

        @Override
        public Optional<CompletionStage<DriverEntry>> rollBack(String name) {
            throw new UnsupportedOperationException("a check changes nothing");
        }
    }
}
