// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jackfield.core.SampleRefused.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SampleReportsTest {
    private final List<Kind> told = Collections.synchronizedList(new ArrayList<>());
    private final SampleReports reports = new SampleReports(refusal -> told.add(refusal.kind()));

    private static SampleRefused refusal(Kind kind) {
        return new SampleRefused(kind, "no");
    }

    @Test
    void allAreCountedAndTheFirstOfEachKindIsTold() {
        Consumer<SampleRefused> stream = reports.begin();
        for (Kind kind : new Kind[] {Kind.TYPE, Kind.TYPE, Kind.SIZE, Kind.TYPE, Kind.SIZE}) {
            stream.accept(refusal(kind));
        }

        assertThat(told).containsExactly(Kind.TYPE, Kind.SIZE);
        assertThat(reports.refused()).isEqualTo(5);
    }

    @Test
    void aNewStreamTellsAgainAndCountsOn() {
        reports.begin().accept(refusal(Kind.TYPE));
        reports.begin().accept(refusal(Kind.TYPE));

        assertThat(told).containsExactly(Kind.TYPE, Kind.TYPE);
        assertThat(reports.refused()).isEqualTo(2);
    }

    @Test
    void severalThreadsAtOnceAreCountedAndToldOnce() throws Exception {
        Consumer<SampleRefused> stream = reports.begin();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 1000; i++) {
            threads.execute(() -> stream.accept(refusal(Kind.LATE)));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(told).containsExactly(Kind.LATE);
        assertThat(reports.refused()).isEqualTo(1000);
    }
}
