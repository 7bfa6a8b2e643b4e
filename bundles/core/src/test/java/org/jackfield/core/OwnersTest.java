// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jackfield.control.Caller;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.Devices.Hold;
import org.jackfield.control.Lease;
import org.jackfield.control.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OwnersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private final Owners owners = new Owners(clock, TestJournal.NONE);

    private static final class ManualClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void allDevicesOfATaskAreItsOwnOrNone() {
        try (Hold first = owners.claim("t1", Set.of("a", "b"))) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> owners.claim("t2", Set.of("b", "c")))
                    .isInstanceOf(ControlRefused.class)
                    .hasMessageContaining("Device 'b' is owned by task 't1'");
            assertThat(owners.of("c")).isEmpty();
            assertThatCode(() -> owners.check("a", Caller.task("t1"))).doesNotThrowAnyException();
            assertThatThrownBy(() -> owners.check("a", new Caller("liar", "t1")))
                    .hasMessageContaining("DeviceInUse");
        }
        assertThat(owners.of("a")).isEmpty();
    }

    @Test
    void aLeaseIsRenewedAndReleasedByItsHolderAlone() {
        Lease lease = owners.lease("a", "Anna", "", MINUTE);

        assertThatThrownBy(() -> owners.lease("a", "Bert", "", MINUTE))
                .hasMessageContaining("Device 'a' is leased to 'Anna' until 2026-03-01T09:01:00+00:00");
        assertThatThrownBy(() -> owners.check("a", Caller.named("Bert"))).hasMessageContaining("DeviceInUse");
        owners.check("a", new Caller("Anna", lease.token()));
        clock.now = clock.now.plusSeconds(50);
        Lease longer = owners.lease("a", "Anna", lease.token(), MINUTE);
        assertThat(longer.token()).isEqualTo(lease.token());
        assertThat(longer.owner().until()).contains(clock.now.plus(MINUTE));
        assertThatThrownBy(() -> owners.release("a", "wrong"))
                .hasMessageContaining("LeaseNotFound")
                .hasMessageContaining("the lease's token is not this one");
        assertThatThrownBy(() -> owners.check("a", new Caller("Bert", "wrong")))
                .hasMessageContaining("DeviceInUse")
                .hasMessageEndingWith("the lease's token is not this one");
        assertThatThrownBy(() -> owners.lease("a", "Bert", "wrong", MINUTE))
                .hasMessageEndingWith("the lease's token is not this one");
        owners.release("a", lease.token());
        assertThat(owners.of("a")).isEmpty();
    }

    @Test
    void aLeaseRunsOut() {
        Lease lease = owners.lease("a", "Anna", "", MINUTE);
        assertThat(owners.of("a").map(Owner::name)).contains("Anna");

        clock.now = clock.now.plus(MINUTE);

        assertThat(owners.of("a")).isEmpty();
        assertThatThrownBy(() -> owners.lease("a", "Anna", lease.token(), MINUTE))
                .hasMessageContaining("it may have run out");
    }

    @Test
    void whatALeaseCannotBeIsRefused() {
        assertThatThrownBy(() -> owners.lease("a", "Anna", "", Duration.ZERO)).hasMessageContaining("1 to 86400");
        assertThatThrownBy(() -> owners.lease("a", " ", "", MINUTE))
                .hasMessageContaining("1 to 128 printable characters");
        assertThatThrownBy(() -> owners.lease("a", "An\u0007na", "", MINUTE)).hasMessageContaining("U+0007 is none");
        assertThatThrownBy(() -> owners.lease("a", "An\u202Ena", "", MINUTE)).hasMessageContaining("U+202E is none");
        assertThatThrownBy(() -> owners.lease("a", "A".repeat(129), "", MINUTE)).hasMessageContaining("this one 129");
        assertThat(owners.of("a")).isEmpty();
    }

    @Test
    void noDeviceEverHasTwoOwners() throws Exception {
        Map<String, String> holders = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < 100; t++) {
                String task = "t" + t;
                Set<String> wanted = new TreeSet<>();
                for (int i = 0; i <= t % 4; i++) {
                    wanted.add("d" + (t * 7 + i * 3) % 10);
                }
                tasks.add(threads.submit(() -> runs(task, wanted, holders)));
            }
            for (Future<Integer> task : tasks) {
                assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo(20);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int runs(String task, Set<String> wanted, Map<String, String> holders) {
        int done = 0;
        while (done < 20) {
            try (Hold hold = owners.claim(task, wanted)) {
                assertThat(hold).isNotNull();
                wanted.forEach(id -> assertThat(holders.put(id, task)).as(id).isNull());
                wanted.forEach(id -> assertThat(holders.remove(id)).isEqualTo(task));
                done++;
            } catch (ControlRefused e) {
                Thread.onSpinWait();
            }
        }
        return done;
    }
}
