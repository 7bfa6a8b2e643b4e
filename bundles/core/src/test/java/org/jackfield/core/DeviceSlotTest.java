// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.jackfield.core.TestBench.HASTY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jackfield.control.Diagnosis;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several claims to one device: who serves it, and how it changes hands. */
@Timeout(60)
final class DeviceSlotTest {
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final TestDriver old = new TestDriver();
    private final TestDriver fresh = new TestDriver();
    private final CountDownLatch hang = new CountDownLatch(1);
    private TestBench bench = new TestBench(Path.of("target", "unused"));

    @BeforeEach
    void setUp() {
        bench = new TestBench(folder);
    }

    @AfterEach
    void letAllGo() {
        hang.countDown();
        bench.close();
    }

    private static void end(DeviceSlot slot) throws Exception {
        slot.end().get(20, TimeUnit.SECONDS);
    }

    private static long servingBundle(DeviceSlot slot) {
        return slot.info().driver().map(DriverInfo::bundleId).orElse(-1L);
    }

    @Test
    void aNewerInstallationTakesOverAndTheNumbersGoOn() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            old.sink().accept("a");
            old.sink().accept("b");
            reader.await("1");

            slot.add(bench.claim(fresh, "1.1.0", 2));

            assertThat(reader.await("streaming")).containsExactly("handover", "connecting", "connected", "streaming");
            fresh.sink().accept("c");
            assertThat(reader.await("2")).containsExactly("2");
            old.sink().accept("too late");
            fresh.sink().accept("d");
            assertThat(reader.await("3")).endsWith("3").doesNotContain("4");
            assertThat(servingBundle(slot)).isEqualTo(2);
            assertThat(slot.info().refused()).isEmpty();
        }
        old.awaitCalls("activate", "connect", "start", "stop", "disconnect");
        end(slot);
    }

    @Test
    void theHandoverNamesTheOneWhoTakesOver() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        try (TestReader reader = TestBench.read(slot);
                FrameCursor cursor = slot.read(StartAt.NOW)) {
            reader.await("streaming");
            slot.add(bench.claim(fresh, "1.1.0", 2));
            reader.await("handover");
            reader.await("streaming");

            JsonNode handover = null;
            for (Frame frame = cursor.next(); frame != null; frame = cursor.next()) {
                JsonNode json = Told.json(frame);
                handover = json.path("state").asText().equals("handover") ? json : handover;
            }
            assertThat(handover).isNotNull();
            assertThat(handover.at("/driver/version").asText()).isEqualTo("1.1.0");
        }
        end(slot);
    }

    @Test
    void theSuccessorTouchesTheDeviceOnlyAfterTheOldOneHasLetGo() throws Exception {
        CountDownLatch disconnecting = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        old.on("disconnect", () -> {
            disconnecting.countDown();
            letGo.await();
        });
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        old.awaitCalls("activate", "connect");
        slot.add(bench.claim(fresh, "1.1.0", 2));
        disconnecting.await();
        fresh.awaitCalls("activate");
        assertThat(fresh.wasCalled()).isFalse();
        assertThat(slot.info().state()).isEqualTo(DeviceState.HANDOVER);

        letGo.countDown();

        fresh.awaitCalls("connect");
        end(slot);
    }

    @Test
    void manyHandoversInARowLoseNoNumber() throws Exception {
        DeviceSlot slot = bench.slot();
        TestDriver driver = old;
        Claim claim = bench.claim(driver, "1.0.0", 1);
        slot.add(claim);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            for (int i = 0; i < 20; i++) {
                driver.sink().accept(i);
                driver = new TestDriver();
                Claim next = bench.claim(driver, "1.0." + (i + 1), i + 2);
                slot.add(next);
                reader.await("handover");
                reader.await("streaming");
                slot.remove(claim).get(20, TimeUnit.SECONDS);
                claim = next;
            }
            driver.sink().accept("last");
            reader.await("20");
            assertThat(reader.told()).containsSubsequence(TestStream.numbers(0, 20));
            assertThat(reader.told()).noneMatch(told -> told.startsWith("gap"));
        }
        end(slot);
    }

    @Test
    void aSuccessorThatCannotBeActivatedLeavesTheOldOneServing() throws Exception {
        fresh.failing("activate", new IllegalArgumentException("port must be from 1 to 65535, was 0"));
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            Claim failed = bench.claim(fresh, "1.1.0", 2);
            slot.add(failed);
            assertThat(bench.released.poll(10, TimeUnit.SECONDS)).isEqualTo(failed);

            old.sink().accept(1);

            assertThat(reader.await("0")).as("nobody noticed").containsExactly("0");
            assertThat(slot.info().refused()).containsExactly("org.vendor 1.1.0 could not be activated");
            assertThat(slot.info().lastError().orElseThrow().message()).startsWith("port must be");
            assertThat(servingBundle(slot)).isEqualTo(1);
        }
        end(slot);
    }

    @Test
    void twoSuccessorsThatCannotBeActivatedAreEachTriedOnce() throws Exception {
        TestDriver another = new TestDriver();
        fresh.failing("activate", new IllegalStateException("no"));
        another.failing("activate", new IllegalStateException("neither"));
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        old.awaitCalls("activate", "connect");
        slot.add(bench.claim(fresh, "1.1.0", 2));
        bench.released.poll(10, TimeUnit.SECONDS);
        slot.add(bench.claim(another, "1.2.0", 3));
        bench.released.poll(10, TimeUnit.SECONDS);

        assertThat(slot.info().refused()).hasSize(2);
        end(slot);
        fresh.awaitCalls("activate");
        another.awaitCalls("activate");
        assertThat(fresh.wasCalled()).isFalse();
        assertThat(another.wasCalled()).isFalse();
    }

    @Test
    void aSuccessorThatHangsInItsActivationIsPassedOver() throws Exception {
        fresh.on("activate", () -> Stubborn.await(hang));
        DeviceSlot slot = bench.slot("pm1", HASTY);
        Claim first = bench.claim(old, "1.0.0", 1);
        slot.add(first);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            slot.add(bench.claim(fresh, "1.1.0", 2));
            fresh.awaitCalls("activate");
            TestDriver third = new TestDriver();
            while (slot.info().refused().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(slot.info().refused()).containsExactly("org.vendor 1.1.0 could not be activated");
            old.sink().accept(1);
            assertThat(reader.await("0")).containsExactly("0");

            slot.add(bench.claim(third, "1.2.0", 3));
            reader.await("streaming");
            assertThat(servingBundle(slot)).isEqualTo(3);
        }
        end(slot);
    }

    @Test
    void aSuccessorThatWasPassedOverIsTriedAgainWhenTheOldOneLeaves() throws Exception {
        IllegalStateException failure = new IllegalStateException("not yet");
        fresh.failing("activate", failure);
        DeviceSlot slot = bench.slot();
        Claim first = bench.claim(old, "1.0.0", 1);
        slot.add(first);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            slot.add(bench.claim(fresh, "1.1.0", 2));
            bench.released.poll(10, TimeUnit.SECONDS);

            slot.remove(first).get(20, TimeUnit.SECONDS);
            reader.await("fault");
            fresh.on("activate", () -> {});

            reader.await("streaming");
            assertThat(servingBundle(slot)).isEqualTo(2);
        }
        end(slot);
    }

    @Test
    void aSuccessorThatFailsToConnectCanBeTakenBack() throws Exception {
        fresh.failing("connect", new IOException("wrong protocol"));
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        Claim failed = bench.claim(fresh, "1.1.0", 2);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            old.sink().accept(1);
            slot.add(failed);
            assertThat(reader.await("fault")).containsExactly("0", "handover", "connecting", "fault");

            slot.remove(failed).get(20, TimeUnit.SECONDS);

            assertThat(reader.await("streaming")).endsWith("connecting", "connected", "streaming");
            assertThat(servingBundle(slot)).isEqualTo(1);
            old.sink().accept(2);
            reader.await("1");
        }
        end(slot);
    }

    @Test
    void aSuccessorThatLeavesBeforeTheOldOneHasLetGoLeavesItToTheOldOne() throws Exception {
        CountDownLatch disconnecting = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        old.on("disconnect", () -> {
            disconnecting.countDown();
            letGo.await();
        });
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        old.awaitCalls("activate", "connect");
        Claim brief = bench.claim(fresh, "1.1.0", 2);
        slot.add(brief);
        disconnecting.await();

        slot.remove(brief).get(20, TimeUnit.SECONDS);
        letGo.countDown();

        old.awaitCalls("disconnect", "activate", "connect");
        assertThat(servingBundle(slot)).isEqualTo(1);
        end(slot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "start", "stop", "disconnect"})
    void anOldOneThatHangsDoesNotKeepItsSuccessorOut(String call) throws Exception {
        old.on(call, () -> Stubborn.await(hang));
        DeviceSlot slot = bench.slot("pm1", HASTY);
        slot.add(bench.claim(old, "1.0.0", 1));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await(call.equals("stop") || call.equals("disconnect") ? "streaming" : "fault");
            slot.add(bench.claim(fresh, "1.1.0", 2));
            reader.await("handover");
            reader.await("streaming");

            fresh.sink().accept(1);
            reader.await("0");
            hang.countDown();
            assertThat(servingBundle(slot)).isEqualTo(2);
            fresh.sink().accept(2);
            assertThat(reader.await("1")).containsExactly("1");
        }
        end(slot);
    }

    @Test
    void aDriverThatLeavesTakesItsDeviceOfflineAndItsReadersStay() throws Exception {
        DeviceSlot slot = bench.slot();
        Claim claim = bench.claim(old, "1.0.0", 1);
        slot.add(claim);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            old.sink().accept(1);

            slot.remove(claim).get(20, TimeUnit.SECONDS);

            assertThat(reader.await("offline")).containsExactly("0", "offline");
            assertThat(slot.info().driver()).isEmpty();
            old.awaitCalls("activate", "connect", "start", "stop", "disconnect");
            slot.add(bench.claim(fresh, "1.0.0", 2));
            reader.await("streaming");
            fresh.sink().accept(2);
            reader.await("1");
        }
        end(slot);
    }

    @Test
    void anotherDriversClaimIsRefusedListedAndTakesOverWhenTheFirstHasGone() throws Exception {
        DeviceSlot slot = bench.slot();
        Claim first = bench.claim(old, "1.0.0", 1);
        slot.add(first);
        slot.add(bench.claim(fresh, TestClaim.of("pm1", "com.other", "9.0.0", 9, false)));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            assertThat(servingBundle(slot)).isEqualTo(1);
            assertThat(slot.info().refused())
                    .containsExactly("com.other 9.0.0 claims it too, but it belongs to org.vendor 1.0.0");

            slot.remove(first).get(20, TimeUnit.SECONDS);

            reader.await("streaming");
            assertThat(servingBundle(slot)).isEqualTo(9);
            assertThat(slot.info().refused()).isEmpty();
        }
        end(slot);
    }

    @Test
    void theSecondClaimOfOneInstallationIsRefusedAndListed() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        Claim second = bench.claim(fresh, "1.0.0", 1);
        slot.add(second);
        old.awaitCalls("activate", "connect");

        assertThat(slot.info().refused())
                .containsExactly("org.vendor 1.0.0 claims it twice; the claim that came first serves");
        slot.remove(second).get(20, TimeUnit.SECONDS);
        assertThat(slot.info().refused()).isEmpty();
        assertThat(fresh.wasCalled()).isFalse();
        end(slot);
    }

    @Test
    void aSlotEndsWhenNeitherClaimNorReaderIsLeft() throws Exception {
        DeviceSlot slot = bench.slot();
        Claim claim = bench.claim(old, "1.0.0", 1);
        slot.add(claim);
        assertThat(slot.endIfUnused(FAR)).as("it is claimed").isFalse();
        slot.remove(claim).get(20, TimeUnit.SECONDS);
        TestReader reader = TestBench.read(slot);
        assertThat(slot.endIfUnused(FAR)).as("it is read").isFalse();
        reader.close();
        assertThat(slot.endIfUnused(Instant.EPOCH)).as("it was used just now").isFalse();

        assertThat(slot.endIfUnused(FAR)).isTrue();

        assertThat(slot.add(claim)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> slot.read(StartAt.NOW))
                .withMessage("device pm1 has gone");
    }

    @Test
    void aDeviceWhoseConfigurationIsDeletedEndsAtOnceForAllWhoReadIt() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, TestClaim.configured("sim~pm1", 1)));
        old.on("stop", hang::await);
        try (TestReader reader = TestBench.read(slot);
                FrameCursor cursor = slot.read(StartAt.NOW)) {
            reader.await("streaming");
            old.sink().accept("a");

            assertThat(slot.forget("sim~pm2")).isFalse();
            assertThat(slot.forget("sim~pm1")).isTrue();

            assertThat(cursor.hasEnded()).isTrue();
            old.sink().accept("too late");
            assertThat(Told.all(cursor)).endsWith("0", "offline");
            assertThat(slot.info().lastError())
                    .as("nobody is told of what came too late")
                    .isEmpty();
        }
        assertThat(slot.forget("sim~pm1")).as("twice").isFalse();
        assertThatIllegalStateException().isThrownBy(() -> slot.read(StartAt.NOW));
        assertThat(slot.add(bench.claim(fresh, "1.0.0", 1))).isFalse();
        hang.countDown();
        old.awaitCalls("activate", "connect", "start", "stop", "disconnect");
    }

    @Test
    void aDeviceThatIsAddedAgainCountsOn() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, TestClaim.configured("sim~1", 1)));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            old.sink().accept("a");
            old.sink().accept("b");
            slot.forget("sim~1");
        }
        DeviceSlot again = bench.slot();
        again.add(bench.claim(fresh, TestClaim.configured("sim~2", 1)));
        try (TestReader reader = TestBench.read(again)) {
            reader.await("streaming");
            fresh.sink().accept("c");
            assertThat(reader.await("2")).containsExactly("2");
        }
        end(again);
    }

    @Test
    void aDeviceWhoseDriverIsAwayStaysUntilItsConfigurationIsDeletedToo() throws Exception {
        DeviceSlot slot = bench.slot();
        Claim claim = bench.claim(old, TestClaim.configured("sim~1", 1));
        slot.add(claim);
        slot.remove(claim).get(20, TimeUnit.SECONDS);
        slot.read(StartAt.NOW).close();

        assertThat(slot.forget("sim~1")).isTrue();

        assertThat(slot.add(claim)).isFalse();
    }

    @Test
    void aDeviceThatAnotherConfigurationMakesTooIsNotForgotten() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, TestClaim.configured("sim~1", 1)));
        slot.add(bench.claim(fresh, TestClaim.configured("sim~2", 1)));

        assertThat(slot.forget("sim~1")).isFalse();
        assertThat(slot.forget("sim~2")).isFalse();

        end(slot);
    }

    @Test
    void aDiagnosisTellsOfTheRingAndOfACallThatHangs() throws Exception {
        DeviceSlot slot = bench.slot("pm1", HASTY);
        old.on("connect", () -> Stubborn.await(hang));
        Claim claim = bench.claim(old, "1.0.0", 1);
        slot.add(claim);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("fault");
        }

        Diagnosis diagnosis = slot.diagnosis();

        assertThat(diagnosis.ringFrames()).isPositive().isLessThanOrEqualTo(diagnosis.maxRingFrames());
        assertThat(diagnosis.ringBytes()).isPositive().isLessThanOrEqualTo(diagnosis.maxRingBytes());
        assertThat(diagnosis.maxRingFrames()).isEqualTo(1000);
        assertThat(diagnosis.thread()).isEqualTo("device-pm1");
        Diagnosis.Busy busy = diagnosis.busy().orElseThrow();
        assertThat(busy.step()).isEqualTo("connect");
        assertThat(busy.stack()).anyMatch(line -> line.contains("TestDriver.connect"));
        assertThat(diagnosis.leftBehind()).isEmpty();

        slot.remove(claim).get(20, TimeUnit.SECONDS);

        assertThat(slot.diagnosis().thread()).isEmpty();
        assertThat(slot.diagnosis().leftBehind())
                .singleElement()
                .asString()
                .startsWith("device-pm1 hangs in 'connect' of org.vendor 1.0.0 since ");
        hang.countDown();
        while (!slot.diagnosis().leftBehind().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDiagnosisNamesTheOldestSampleKept() throws Exception {
        DeviceSlot slot = bench.slot();
        assertThat(slot.diagnosis().oldestSequence()).isZero();
        slot.add(bench.claim(old, "1.0.0", 1));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            for (int i = 0; i < 1100; i++) {
                old.sink().accept(i);
            }
        }
        assertThat(slot.diagnosis().ringFrames()).isEqualTo(1000);
        assertThat(slot.diagnosis().oldestSequence()).isBetween(100L, 110L);
        assertThat(slot.diagnosis().busy()).isEmpty();
        end(slot);
    }

    @Test
    void aCleanEndGivesBackTheNumbersThatWereNotUsed() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(old, "1.0.0", 1));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            for (int i = 0; i < 5; i++) {
                old.sink().accept(i);
            }
        }
        end(slot);
        bench.close();

        assertThat(Files.readString(folder.resolve("pm1"))).isEqualTo("5\n");
    }

    @Test
    void aReaderThatClosesTwiceCountsOnce() {
        DeviceSlot slot = bench.slot();
        FrameCursor first = slot.read(StartAt.NOW);
        FrameCursor second = slot.read(StartAt.NOW);
        first.close();
        first.close();
        assertThat(slot.info().readers()).isEqualTo(1);
        second.close();
        assertThat(slot.info().readers()).isZero();
    }

    @Test
    void endingTwiceOrWithNothingPluggedInIsHarmless() throws Exception {
        DeviceSlot slot = bench.slot();
        CompletableFuture<?> first = slot.end();
        CompletableFuture<?> second = slot.end();
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        assertThat(slot.info().state()).isEqualTo(DeviceState.OFFLINE);
    }

    @Test
    void claimsThatComeAndGoFromManyThreadsLeaveOneServing() throws Exception {
        DeviceSlot slot = bench.slot();
        Claim steady = bench.claim(old, "1.0.0", 100);
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            int bundle = 200 + t;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    Claim claim = bench.claim(new TestDriver(), "2.0." + i, bundle);
                    slot.add(claim);
                    slot.remove(claim).join();
                }
            });
            threads[t].start();
        }
        slot.add(steady);
        for (Thread thread : threads) {
            thread.join();
        }
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            while (servingBundle(slot) != 100 || slot.info().state() != DeviceState.STREAMING) {
                Thread.onSpinWait();
            }
            old.sink().accept(1);
            reader.await("0");
        }
        end(slot);
    }
}
