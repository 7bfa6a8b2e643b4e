// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

final class RingsCheckTest {
    private static final long HEAP = 100L << 20;

    private final Rig rig = new Rig();

    @Test
    void whatIsKeptAndWhatMayBeIsToldOfAllStreamsTogether() {
        rig.with("pm1", Rig.rings(1 << 20, 16 << 20)).with("pm2", Rig.rings(2 << 20, 32 << 20));
        Result result = check(70).execute();
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(Said.by(result))
                .containsExactly("OK 2 rings, 3.0 MiB kept of at most 48.0 MiB, the heap has 100.0 MiB");
    }

    @Test
    void boundsThatFillTheHeapAreAWarningLongBeforeTheyDo() {
        rig.with("pm1", Rig.rings(0, 40 << 20)).with("pm2", Rig.rings(0, 31 << 20));
        Result result = check(70).execute();
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(Said.by(result)).anyMatch(line -> line.contains("71.0 MiB, which is more than 70 % of the heap"));
    }

    @Test
    void boundsThatFitExactlyFit() {
        rig.with("pm1", Rig.rings(0, 70 << 20));
        assertThat(check(70).execute().isOk()).isTrue();
    }

    @Test
    void boundsBeyondAnyMemoryAreTooMuch() {
        rig.with("pm1", Rig.rings(0, Long.MAX_VALUE)).with("pm2", Rig.rings(0, Long.MAX_VALUE));
        assertThat(check(100).execute().getStatus()).isEqualTo(Status.WARN);
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        assertThatThrownBy(() -> check(0)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> check(101)).hasMessageContaining("was 101");
    }

    private RingsCheck check(int percent) {
        return new RingsCheck(rig.known(), HEAP, percent);
    }
}
