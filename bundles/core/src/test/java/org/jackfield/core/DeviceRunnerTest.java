// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.core.TestBench.HASTY;
import static org.jackfield.core.TestBench.PATIENT;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.core.ActivatedServices.ActivationFailed;
import org.jackfield.device.SampleSink;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
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
import org.slf4j.LoggerFactory;

/** One driver in one slot: the life of its device. */
@Timeout(60)
final class DeviceRunnerTest {
    @TempDir
    Path folder;

    private final TestDriver driver = new TestDriver();
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

    private DeviceSlot plugged(RunnerSettings settings) {
        DeviceSlot slot = bench.slot("pm1", settings);
        assertThat(slot.add(bench.claim(driver, "1.0.0", 1))).isTrue();
        return slot;
    }

    private static void end(DeviceSlot slot) throws Exception {
        slot.end().get(20, TimeUnit.SECONDS);
    }

    private static ErrorRecord lastError(DeviceSlot slot) {
        return slot.info().lastError().orElseThrow();
    }

    @Test
    void aDriverThatFailsForTheSameReasonAgainIsLoggedOnce() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(RunnerReports.class);
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try {
            driver.failing("activate", new ActivationFailed("the lens cap is on"));
            DeviceSlot slot = plugged(PATIENT);
            driver.awaitCalls("activate", "activate", "activate", "activate");
            driver.failing("activate", new ActivationFailed("there is no lens"));
            while (!slot.info().lastError().orElseThrow().message().equals("there is no lens")) {
                Thread.onSpinWait();
            }
            slot.end().get(20, TimeUnit.SECONDS);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains("ActivationFailed"))
                .containsExactly(
                        "pm1: org.vendor 1.0.0 failed: ActivationFailed: the lens cap is on",
                        "pm1: org.vendor 1.0.0 failed: ActivationFailed: there is no lens");
    }

    @Test
    void aDeviceIsConnectedAtOnceAndStreamsWhileItIsRead() throws Exception {
        DeviceSlot slot = plugged(PATIENT);
        driver.awaitCalls("activate", "connect");
        assertThat(driver.wasCalled()).as("nobody reads").isFalse();

        TestReader reader = TestBench.read(slot);
        driver.awaitCalls("start");
        reader.await("streaming");
        driver.sink().accept(4.25);
        assertThat(reader.await("0")).containsExactly("0");
        assertThat(slot.info().readers()).isEqualTo(1);

        reader.close();
        driver.awaitCalls("stop");
        assertThat(slot.info().readers()).isZero();
        end(slot);
        driver.awaitCalls("disconnect");
    }

    @Test
    void readersAreToldTheWholeWayToTheStream() throws Exception {
        DeviceSlot slot = bench.slot();
        try (TestReader reader = TestBench.read(slot)) {
            slot.add(bench.claim(driver, "1.0.0", 1));

            assertThat(reader.await("streaming")).containsExactly("offline", "connecting", "connected", "streaming");
            DeviceInfo info = slot.info();
            assertThat(info.type()).isEqualTo("Powermeter");
            assertThat(info.state()).isEqualTo(DeviceState.STREAMING);
            assertThat(info.driver()).isPresent();
            assertThat(info.lastError()).isEmpty();

            slot.end().get(20, TimeUnit.SECONDS);
            assertThat(reader.await("offline")).containsExactly("offline");
        }
    }

    @Test
    void aDeviceStreamsAgainForTheNextReader() throws Exception {
        DeviceSlot slot = plugged(PATIENT);
        driver.awaitCalls("activate", "connect");
        for (int i = 0; i < 3; i++) {
            try (TestReader reader = TestBench.read(slot)) {
                driver.awaitCalls("start");
                reader.await("streaming");
                driver.sink().accept(i);
                reader.await(Integer.toString(i));
            }
            driver.awaitCalls("stop");
        }
        end(slot);
    }

    @Test
    void aReaderThatIsBackBeforeTheLingerIsOverFindsTheStreamRunning() throws Exception {
        DeviceSlot slot = plugged(TestBench.lingering(Duration.ofHours(1), Duration.ofSeconds(20)));
        driver.awaitCalls("activate", "connect");
        for (int i = 0; i < 3; i++) {
            try (TestReader reader = TestBench.read(slot)) {
                reader.await("streaming");
                driver.sink().accept(i);
                reader.await(Integer.toString(i));
            }
        }
        end(slot);
        driver.awaitCalls("start", "stop", "disconnect");
    }

    @Test
    void aDeviceThatStartsByItselfNeedsNoReader() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(driver, TestClaim.of("pm1", "org.vendor", "1.0.0", 1, true)));

        driver.awaitCalls("activate", "connect", "start");

        TestBench.read(slot).close();
        end(slot);
        driver.awaitCalls("stop", "disconnect");
    }

    @Test
    void aFailureToConnectIsAFaultAndIsTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        driver.on("connect", () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("no answer");
            }
        });
        DeviceSlot slot = bench.slot();
        try (TestReader reader = TestBench.read(slot)) {
            slot.add(bench.claim(driver, "1.0.0", 1));

            assertThat(reader.await("streaming"))
                    .containsExactly(
                            "offline",
                            "connecting",
                            "fault",
                            "connecting",
                            "fault",
                            "connecting",
                            "connected",
                            "streaming");
        }
        driver.awaitCalls("activate", "connect", "disconnect", "connect", "disconnect", "connect", "start");
        assertThat(lastError(slot).type()).isEqualTo("IOException");
        assertThat(lastError(slot).message()).isEqualTo("no answer");
        end(slot);
    }

    @Test
    void aStreamThatWouldNotStartIsAStreamErrorAndIsTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        driver.on("start", () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("busy");
            }
        });
        DeviceSlot slot = bench.slot();
        try (TestReader reader = TestBench.read(slot)) {
            slot.add(bench.claim(driver, "1.0.0", 1));

            assertThat(reader.await("streaming"))
                    .containsExactly(
                            "offline",
                            "connecting",
                            "connected",
                            "fault",
                            "error IllegalStateException",
                            "connecting",
                            "connected",
                            "streaming");
        }
        driver.awaitCalls("activate", "connect", "start", "stop", "disconnect", "connect", "start");
        end(slot);
    }

    @Test
    void aStreamThatItsDriverCallsBrokenIsMadeAnew() throws Exception {
        DeviceSlot slot = plugged(PATIENT);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            driver.sink().accept(1);
            driver.sink().failed(new IOException("unplugged"));

            assertThat(reader.await("streaming")).containsExactly("0", "fault", "connecting", "connected", "streaming");
            assertThat(lastError(slot).message()).isEqualTo("unplugged");
            driver.awaitCalls("activate", "connect", "start", "stop", "disconnect", "connect", "start");
            driver.sink().accept(2);
            reader.await("1");
        }
        end(slot);
    }

    @Test
    @SuppressWarnings("NullAway") // a driver is compiled without it
    void aStreamThatBreaksWithoutACauseIsMadeAnewAllTheSame() throws Exception {
        DeviceSlot slot = plugged(PATIENT);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            driver.sink().failed(null);

            assertThat(reader.await("streaming")).startsWith("fault");
        }
        end(slot);
    }

    @Test
    void anErrorOfADriversIsAFaultUnderItsOwnName() throws Exception {
        DeviceSlot slot = plugged(PATIENT);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            driver.sink().failed(new NoClassDefFoundError("com/vendor/Sdk"));
            reader.await("streaming");
        }
        assertThat(lastError(slot).type()).isEqualTo("NoClassDefFoundError");
        end(slot);
    }

    @Test
    void aDriverThatThrowsItsOneFailureAgainAndAgainIsMadeAnewAllTheSame() throws Exception {
        IOException only = new IOException("unplugged");
        driver.failing("stop", only);
        DeviceSlot slot = plugged(PATIENT);
        try (TestReader reader = TestBench.read(slot)) {
            for (int i = 0; i < 3; i++) {
                reader.await("streaming");
                driver.sink().failed(only);
                reader.await("fault");
                assertThat(lastError(slot).message()).isEqualTo("unplugged");
            }
        }
        end(slot);
    }

    @Test
    void aDriverThatStopsWithoutAWordIsNoticed() throws Exception {
        DeviceSlot slot = plugged(TestBench.lingering(Duration.ZERO, Duration.ofMillis(50)));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            driver.fallSilent();

            reader.await("fault");
            assertThat(lastError(slot).message()).isEqualTo("the driver has stopped streaming without a word");
            reader.await("streaming");
        }
        end(slot);
    }

    @Test
    void aDriverThatDoesNotDescribeItselfIsAtFaultAndHarmsNobodyWhoAsks() throws Exception {
        driver.describedAs(null);
        DeviceSlot slot = bench.slot();
        try (TestReader reader = TestBench.read(slot)) {
            slot.add(bench.claim(driver, "1.0.0", 1));
            reader.await("fault");
        }
        assertThat(slot.info().type()).isEmpty();
        assertThat(lastError(slot).message()).isEqualTo("description() must not answer null");
        end(slot);
    }

    @Test
    void numbersThatCannotBeReadAreAFaultThatSaysWhatToDo() throws Exception {
        Files.writeString(folder.resolve("pm1"), "rubbish");
        DeviceSlot slot = bench.slot();
        try (TestReader reader = TestBench.read(slot)) {
            slot.add(bench.claim(driver, "1.0.0", 1));
            reader.await("fault");
            assertThat(lastError(slot).message()).startsWith("expected a whole number in ");

            Files.writeString(folder.resolve("pm1"), "77");
            reader.await("streaming");
            driver.sink().accept(1);
            reader.await("77");
        }
        end(slot);
    }

    @Test
    void samplesThatComeAfterTheStopAreDroppedCountedAndReportedOnce() throws Exception {
        DeviceSlot slot = plugged(PATIENT);
        TestReader reader = TestBench.read(slot);
        reader.await("streaming");
        SampleSink old = driver.sink();
        reader.close();
        driver.awaitCalls("activate", "connect", "start", "stop");

        try (TestReader next = TestBench.read(slot);
                FrameCursor cursor = slot.read(StartAt.NOW)) {
            driver.awaitCalls("start");
            for (int i = 0; i < 5; i++) {
                old.accept(i);
            }
            old.accept(Instant.EPOCH, 1);
            old.failed(new IOException("this is nobody's business any longer"));
            driver.sink().accept("fresh");

            assertThat(next.await("0")).doesNotContain("fault", "1");
            int reports = 0;
            for (Frame frame = cursor.next(); frame != null; frame = cursor.next()) {
                reports += Told.json(frame).has("error") ? 1 : 0;
            }
            assertThat(reports).isEqualTo(1);
        }
        assertThat(slot.info().refusedSamples()).isEqualTo(6);
        assertThat(lastError(slot).message()).startsWith("a sample came after stopStreaming had returned");
        end(slot);
    }

    @Test
    void aRefusedSampleIsReportedOncePerKindAndTheStreamGoesOn() throws Exception {
        DeviceSlot slot = plugged(PATIENT);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            for (int i = 0; i < 3; i++) {
                driver.sink().accept(new Object());
                driver.sink().accept("x".repeat(2000));
            }
            driver.sink().accept(1);

            assertThat(reader.await("0")).containsExactly("streaming", "streaming", "0");
        }
        assertThat(slot.info().refusedSamples()).isEqualTo(6);
        assertThat(lastError(slot).origin()).isEqualTo("framework");
        end(slot);
    }

    @Test
    void aReaderIsWokenOutsideOfTheMonitorThatOthersNeed() throws Exception {
        DeviceSlot slot = bench.slot();
        AtomicInteger blocked = new AtomicInteger();
        slot.onFrames(() -> {
            Thread other = new Thread(slot::info);
            other.start();
            try {
                other.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (other.isAlive()) {
                blocked.incrementAndGet();
            }
        });
        try (TestReader reader = TestBench.read(slot)) {
            slot.add(bench.claim(driver, "1.0.0", 1));
            reader.await("streaming");
            driver.sink().accept(new Object());
            reader.await("streaming");
            end(slot);
            reader.await("offline");
        }
        assertThat(blocked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activate", "connect", "start"})
    void aDriverThatHangsOnItsWayUpIsAFaultAndHoldsUpNobody(String call) throws Exception {
        driver.on(call, () -> Stubborn.await(hang));
        DeviceSlot slot = bench.slot("pm1", HASTY);
        TestDriver healthy = new TestDriver();
        DeviceSlot other = bench.slot("pm2", PATIENT);
        try (TestReader reader = TestBench.read(slot);
                TestReader otherReader = TestBench.read(other)) {
            slot.add(bench.claim(driver, "1.0.0", 1));
            other.add(bench.claim(healthy, TestClaim.of("pm2", "org.other", "1.0.0", 2, false)));
            otherReader.await("streaming");

            reader.await("fault");
            assertThat(lastError(slot).type()).isEqualTo("DriverTimeout");
            assertThat(lastError(slot).message()).contains("does not answer interruption");

            healthy.sink().accept(1);
            otherReader.await("0");
            end(slot);
            reader.await("offline");
        }
        end(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "disconnect"})
    void aDriverThatHangsOnItsWayDownIsGivenUp(String call) throws Exception {
        driver.on(call, () -> Stubborn.await(hang));
        DeviceSlot slot = plugged(HASTY);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");

            end(slot);

            reader.await("offline");
        }
    }

    @Test
    void whatADriverSaysThatWasGivenUpIsNotHeard() throws Exception {
        driver.on("stop", () -> Stubborn.await(hang));
        DeviceSlot slot = bench.slot("pm1", HASTY);
        Claim claim = bench.claim(driver, "1.0.0", 1);
        slot.add(claim);
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            driver.sink().accept(1);
            slot.remove(claim).get(20, TimeUnit.SECONDS);
            reader.await("offline");
            TestDriver next = new TestDriver();
            slot.add(bench.claim(next, "1.0.0", 1));
            reader.await("streaming");

            driver.sink().accept("a voice from the grave");
            next.sink().accept(2);

            assertThat(reader.await("1")).doesNotContain("2");
            assertThat(slot.info().refusedSamples()).isEqualTo(1);
            assertThat(slot.info().nextSequence()).isEqualTo(2);
        }
        end(slot);
    }

    @Test
    void aDriverThatAnswersItsInterruptionIsTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        driver.on("connect", () -> {
            if (attempts.incrementAndGet() == 1) {
                hang.await();
            }
        });
        DeviceSlot slot = bench.slot("pm1", HASTY);
        try (TestReader reader = TestBench.read(slot)) {
            slot.add(bench.claim(driver, "1.0.0", 1));
            assertThat(reader.await("streaming")).contains("fault");
            assertThat(lastError(slot).message()).isEqualTo("connect took longer than 1000 ms");
        }
        end(slot);
    }

    @Test
    void theEndDoesNotWaitForADriverThatIsConnecting() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        driver.on("connect", () -> {
            connecting.countDown();
            hang.await();
        });
        DeviceSlot slot = plugged(PATIENT);
        connecting.await();

        end(slot);

        driver.awaitCalls("activate", "connect", "disconnect");
        assertThat(bench.released.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void anInterruptThatADriverLeavesBehindDoesNotDisturbItsDevice() throws Exception {
        for (String call : new String[] {"activate", "connect", "start", "stop"}) {
            driver.on(call, () -> Thread.currentThread().interrupt());
        }
        DeviceSlot slot = plugged(PATIENT);
        for (int i = 0; i < 3; i++) {
            try (TestReader reader = TestBench.read(slot)) {
                reader.await("streaming");
            }
        }
        end(slot);
        assertThat(slot.info().lastError()).isEmpty();
    }
}
