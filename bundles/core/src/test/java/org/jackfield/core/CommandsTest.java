// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Lease;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CommandsTest {
    private static final Caller LAB = Caller.named("lab");

    @TempDir
    Path folder;

    private final TestDriver driver = new TestDriver();
    private final CountDownLatch hang = new CountDownLatch(1);
    private final Owners owners = new Owners(Clock.systemUTC(), TestJournal.NONE);
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

    private ControlledDevice control(DeviceSlot slot) {
        return new SlotControl(slot, owners, new Refusals("pm1", Clock.systemUTC()));
    }

    private DeviceSlot connected(RunnerSettings settings) throws Exception {
        return connected(bench.slot("pm1", settings));
    }

    private DeviceSlot connected(DeviceSlot slot) throws Exception {
        slot.add(bench.claim(driver, "1.0.0", 1));
        assertThat(control(slot)
                        .connect()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .state())
                .isIn(DeviceState.CONNECTED, DeviceState.STREAMING);
        return slot;
    }

    private static Object call(ControlledDevice device, CommandCall call) throws Exception {
        CommandResult result = device.call(LAB, call).toCompletableFuture().get(20, TimeUnit.SECONDS);
        return String.valueOf(result.value());
    }

    private static ControlRefused refusal(ControlledDevice device, Caller caller, CommandCall call) {
        CompletableFuture<CommandResult> answer = device.call(caller, call).toCompletableFuture();
        try {
            throw new AssertionError("answered " + answer.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (ControlRefused) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsMarkedIsListedWithAllThatCallersMustKnow() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));

        assertThat(device.commands()).extracting(CommandInfo::name).containsExactly("gain", "itself", "scan");
        CommandInfo gain = device.commands().get(0);
        assertThat(gain.doc()).isEqualTo("Sets the gain.");
        assertThat(gain.timeout()).isEqualTo(Duration.ofSeconds(2));
        CommandInfo.Parameter db = gain.parameters().get(0);
        assertThat(db.type()).isEqualTo(CommandInfo.Type.NUMBER);
        assertThat(db.preset()).isEqualTo(3);
        assertThat(db.max()).hasValue(60.0);
        assertThat(device.commands().get(2).parameters().get(1).choices()).containsExactly("FAST", "EXACT");
    }

    @Test
    void argumentsComeByPositionAndByNameAndResultsArePlain() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));

        assertThat(call(device, CommandCall.of("gain"))).isEqualTo("3.0");
        assertThat(call(device, CommandCall.of("gain", 6))).isEqualTo("6.0");
        assertThat(call(device, new CommandCall("gain", List.of(), Map.of("db", 7.5))))
                .isEqualTo("7.5");
        Object scanned = device.call(LAB, new CommandCall("scan", List.of(List.of(1, 2.0)), Map.of("mode", "EXACT")))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .value();
        assertThat(scanned).isEqualTo(Map.of("points", List.of(1, 2), "mode", "EXACT", "label", "none"));
        assertThat(driver.gain).isEqualTo(7.5);
    }

    @Test
    void whatDoesNotFitIsRefusedWithEveryReason() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));

        assertThat(refusal(device, LAB, CommandCall.of("gain", "loud")).error().message())
                .isEqualTo("gain takes db: db must be a number, came 'loud'");
        assertThat(refusal(device, LAB, CommandCall.of("gain", 61)).error().message())
                .contains("db must be a number from 0 to 60 dB, came 61");
        ControlRefused several =
                refusal(device, LAB, new CommandCall("scan", List.of(List.of(1.5)), Map.of("mode", "SLOW", "x", 1)));
        assertThat(several.reason()).isEqualTo(Reason.INVALID);
        assertThat(several.error().message())
                .contains("points must be an array that has an integer of 32 bits at 0")
                .contains("mode must be one of FAST, EXACT, came 'SLOW'")
                .contains("there is no parameter 'x'");
        assertThat(refusal(device, LAB, CommandCall.of("scan")).error().message())
                .contains("points is missing");
    }

    @Test
    void whatIsNotMarkedOrCannotBeCalledIsNoCommand() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));

        for (String method : List.of("secret", "take", "connect", "hashCode", "getClass", "")) {
            ControlRefused refused = refusal(device, LAB, CommandCall.of(method));
            assertThat(refused.reason()).as(method).isEqualTo(Reason.UNKNOWN);
            assertThat(refused.error().type()).isEqualTo("MethodNotFound");
        }
    }

    @Test
    void anObjectOfTheDriversOwnIsNoResult() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));

        ControlRefused refused = refusal(device, LAB, CommandCall.of("itself"));

        assertThat(refused.error().message()).contains("a " + TestDriver.class.getName());
    }

    @Test
    void whatADriverThrowsIsAnsweredAndKeptUntilItIsForgotten() throws Exception {
        driver.failing("gain", new IllegalArgumentException("too loud"));
        ControlledDevice device = control(connected(TestBench.PATIENT));

        ControlRefused refused = refusal(device, LAB, CommandCall.of("gain"));

        assertThat(refused.reason()).isEqualTo(Reason.DEVICE_REFUSED);
        assertThat(refused.error().type()).isEqualTo("IllegalArgumentException");
        assertThat(refused.error().context()).containsEntry("method", "gain");
        assertThat(refused.error().traceback()).contains("IllegalArgumentException: too loud");
        assertThat(device.info().lastError()).contains(refused.error());
        assertThat(device.forgetError()).contains(refused.error());
        assertThat(device.info().lastError()).isEmpty();
        assertThat(device.info().state()).isEqualTo(DeviceState.CONNECTED);
    }

    @Test
    void aCheckedExceptionIsTheDriversFailure() throws Exception {
        driver.failing("gain", new java.io.IOException("line cut"));

        assertThat(refusal(control(connected(TestBench.PATIENT)), LAB, CommandCall.of("gain"))
                        .reason())
                .isEqualTo(Reason.DEVICE_FAILED);
    }

    @Test
    void callersTakeTurnsInTheOrderInWhichTheyCame() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));
        CompletableFuture<CommandResult> first = busy(device);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(device.call(LAB, CommandCall.of("scan", List.of(i))).toCompletableFuture());
        }
        hang.countDown();

        CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);

        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasMessageContaining(TestDriver.class.getName());
        assertThat(driver.scanned).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void whoWaitsTooLongIsToldWhoHasTheDevice() throws Exception {
        ControlledDevice device = control(connected(bench.slot("pm1", TestBench.PATIENT, Duration.ofMillis(150))));
        CompletableFuture<CommandResult> holder = busy(device);

        ControlRefused refused = refusal(device, Caller.named("the night shift"), CommandCall.of("scan", List.of(1)));

        assertThat(refused.reason()).isEqualTo(Reason.BUSY);
        assertThat(refused.error().message()).contains("lab is at 'itself'");
        assertThat(holder).isNotDone();
    }

    @Test
    void aCommandThatTakesTooLongIsCutOff() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));
        driver.on("gain", hang::await);
        CompletableFuture<CommandResult> answer =
                device.call(LAB, CommandCall.of("gain")).toCompletableFuture();
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("command gain took longer than 2000 ms");
    }

    private CompletableFuture<CommandResult> busy(ControlledDevice device) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        driver.on("itself", () -> {
            begun.countDown();
            Stubborn.await(hang);
        });
        CompletableFuture<CommandResult> first =
                device.call(LAB, CommandCall.of("itself")).toCompletableFuture();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return first;
    }

    @Test
    void aCommandIsCutOffWhenItsDriverLeavesAndThatIsNoFaultOfTheDevice() throws Exception {
        DeviceSlot slot = bench.slot();
        Claim claim = bench.claim(driver, "1.0.0", 1);
        slot.add(claim);
        ControlledDevice device = control(slot);
        device.connect().toCompletableFuture().get(20, TimeUnit.SECONDS);
        CountDownLatch begun = new CountDownLatch(1);
        driver.on("itself", () -> {
            begun.countDown();
            hang.await();
        });
        CompletableFuture<CommandResult> answer =
                device.call(LAB, CommandCall.of("itself")).toCompletableFuture();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        slot.remove(claim).get(20, TimeUnit.SECONDS);

        cutOff(answer);
        assertThat(device.info().lastError()).isEmpty();
    }

    /** Of a configuration, and connected. */
    private DeviceSlot configured() throws Exception {
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(driver, TestClaim.configured("pid", 1)));
        control(slot).connect().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return slot;
    }

    @Test
    void aCommandThatIsDeafIsAnsweredAllTheSameWhenItsDeviceIsRemoved() throws Exception {
        DeviceSlot slot = configured();
        ControlledDevice device = control(slot);
        CompletableFuture<CommandResult> answer = busy(device);

        assertThat(slot.forget("pid")).isTrue();

        cutOff(answer);
    }

    private static void cutOff(CompletableFuture<CommandResult> answer) {
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(ControlRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.BUSY);
                    assertThat(refused.error().type()).isEqualTo("CommandCutOff");
                    assertThat(refused.error().message())
                            .contains("command itself was cut off after")
                            .contains("changed or removed");
                });
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedWithoutWaitingForATurn() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));
        CompletableFuture<CommandResult> first = busy(device);

        assertThat(refusal(device, LAB, CommandCall.of("fly")).error().type()).isEqualTo("MethodNotFound");
        assertThat(refusal(device, LAB, CommandCall.of("scan")).error().type()).isEqualTo("InvalidArguments");

        assertThat(first).as("the one at whom the device is").isNotDone();
        hang.countDown();
    }

    @Test
    void aCallThatWaitedUnderAnotherOwnerIsRefusedWhenItsTurnComes() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));
        CompletableFuture<CommandResult> first = busy(device);
        CompletableFuture<CommandResult> waiting =
                device.call(LAB, CommandCall.of("scan", List.of(1))).toCompletableFuture();
        Lease lease = owners.lease("pm1", "Anna", "", Duration.ofMinutes(1));
        CompletableFuture<CommandResult> hers = device.call(
                        new Caller("Anna", lease.token()), CommandCall.of("scan", List.of(2)))
                .toCompletableFuture();
        hang.countDown();

        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("DeviceInUse");
        assertThat(hers.get(20, TimeUnit.SECONDS).value()).isNotNull();
        assertThat(driver.scanned).containsExactly(2);
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS))
                .as("what was begun before is not cut short")
                .hasMessageContaining(TestDriver.class.getName());
    }

    @Test
    void aCallDuringAHandoverIsDoneByTheSuccessor() throws Exception {
        DeviceSlot slot = connected(TestBench.PATIENT);
        CountDownLatch leaving = new CountDownLatch(1);
        driver.on("disconnect", () -> {
            leaving.countDown();
            hang.await();
        });
        TestDriver fresh = new TestDriver();
        slot.add(bench.claim(fresh, "1.1.0", 2));
        assertThat(leaving.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<CommandResult> answer =
                control(slot).call(LAB, CommandCall.of("gain", 9)).toCompletableFuture();
        hang.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS).value()).isEqualTo(9.0);
        assertThat(fresh.gain).isEqualTo(9);
    }

    @Test
    void aDeviceLetGoStaysSoUntilItIsTakenUpAgain() throws Exception {
        DeviceSlot slot = connected(TestBench.PATIENT);
        ControlledDevice device = control(slot);

        assertThat(device.disconnect(LAB)
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .state())
                .isEqualTo(DeviceState.DISCONNECTED);
        assertThat(refusal(device, LAB, CommandCall.of("gain")).error().type()).isEqualTo("DeviceNotConnectedError");
        slot.add(bench.claim(new TestDriver(), "1.1.0", 2));
        assertThat(slot.info().state()).isEqualTo(DeviceState.DISCONNECTED);
        assertThat(slot.info().driver().orElseThrow().version()).isEqualTo("1.1.0");

        assertThat(device.connect()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .state())
                .isEqualTo(DeviceState.CONNECTED);
        driver.awaitCalls("activate", "connect", "disconnect");
    }

    @Test
    void aDeviceThatCannotBeConnectedSaysWhy() {
        CountDownLatch asked = new CountDownLatch(1);
        driver.on("connect", () -> {
            asked.await();
            throw new java.io.IOException("no answer");
        });
        DeviceSlot slot = bench.slot();
        slot.add(bench.claim(driver, "1.0.0", 1));
        CompletableFuture<DeviceInfo> answer = control(slot).connect().toCompletableFuture();
        asked.countDown();

        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("DeviceConnectionError")
                .hasMessageContaining("IOException: no answer");
    }

    @Test
    void aDeviceWhoseDriverHasLeftSaysSoAndNotWhatFailedLongAgo() throws Exception {
        driver.failing("gain", new IllegalArgumentException("too loud"));
        DeviceSlot slot = bench.slot();
        Claim claim = bench.claim(driver, "1.0.0", 1);
        slot.add(claim);
        ControlledDevice device = control(slot);
        device.connect().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(refusal(device, LAB, CommandCall.of("gain")).error().message())
                .isEqualTo("too loud");

        slot.remove(claim).get(20, TimeUnit.SECONDS);

        assertThat(refusal(device, LAB, CommandCall.of("gain")).error().message())
                .isEqualTo("Device 'pm1' cannot be reached: it is offline, no driver serves it since"
                        + " org.vendor 1.0.0 has left");
        assertThatThrownBy(() -> device.connect().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("DeviceOffline: Device 'pm1' cannot be reached: it is offline, no driver serves")
                .hasMessageNotContaining("too loud");
        assertThat(device.commands()).isEmpty();
    }

    @Test
    void aDriverThatStaysOffersItsDeviceNoLonger() throws Exception {
        DeviceSlot slot = bench.slot();
        Claim claim = bench.claim(driver, TestClaim.ofDriverThatStays());
        slot.add(claim);
        ControlledDevice device = control(slot);
        device.connect().toCompletableFuture().get(20, TimeUnit.SECONDS);

        slot.remove(claim).get(20, TimeUnit.SECONDS);

        ControlRefused refused = refusal(device, LAB, CommandCall.of("gain"));
        assertThat(refused.reason()).isEqualTo(Reason.BUSY);
        assertThat(refused.error().type()).isEqualTo("DeviceOffline");
        assertThat(refused.error().message())
                .endsWith("no driver serves it since org.vendor 1.0.1 no longer offers it");
    }

    @Test
    void aDeviceThatWasRemovedIsNotFoundByThoseWhoStillWait() throws Exception {
        DeviceSlot slot = configured();
        ControlledDevice device = control(slot);
        CompletableFuture<CommandResult> first = busy(device);
        CompletableFuture<CommandResult> waiting =
                device.call(LAB, CommandCall.of("gain")).toCompletableFuture();

        assertThat(slot.forget("pid")).isTrue();
        hang.countDown();

        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("DeviceNotFound");
        cutOff(first);
    }

    @Test
    void aDisconnectionThatWaitsTooLongSaysForWhomAndIsTakenBack() throws Exception {
        DeviceSlot slot = connected(bench.slot("pm1", TestBench.PATIENT, Duration.ofSeconds(2)));
        ControlledDevice device = control(slot);
        CompletableFuture<CommandResult> first = busy(device);

        assertThatThrownBy(() -> device.disconnect(LAB).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("DeviceDisconnectionError")
                .hasMessageContaining("Device 'pm1' could not be disconnected: it is connected")
                .hasMessageContaining("lab is at 'itself'");
        hang.countDown();
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasMessageContaining(TestDriver.class.getName());

        assertThat(call(device, CommandCall.of("gain", 6))).isEqualTo("6.0");
        driver.awaitCalls("activate", "connect", "itself", "gain");
    }

    @Test
    void aDisconnectionThatTheDriverHoldsUpIsTakenBackToo() throws Exception {
        DeviceSlot slot = connected(bench.slot("pm1", TestBench.PATIENT, Duration.ofSeconds(2)));
        driver.on("disconnect", hang::await);

        assertThatThrownBy(() ->
                        control(slot).disconnect(LAB).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("DeviceDisconnectionError");
        hang.countDown();

        driver.awaitCalls("activate", "connect", "disconnect", "activate", "connect");
    }

    @Test
    void aLeasedDeviceIsItsHoldersAlone() throws Exception {
        ControlledDevice device = control(connected(TestBench.PATIENT));
        device.check(LAB);
        Lease lease = owners.lease("pm1", "Anna", "", Duration.ofMinutes(1));

        assertThatThrownBy(() -> device.check(LAB)).hasMessageContaining("DeviceInUse");
        device.check(new Caller("Anna", lease.token()));
    }

    @Test
    void whoeverReadsWhenTheStreamIsStoppedIsAtItsEnd() throws Exception {
        DeviceSlot slot = connected(TestBench.lingering(Duration.ofMinutes(1), Duration.ofSeconds(20)));
        try (TestReader reader = TestBench.read(slot)) {
            reader.await("streaming");
            var cursor = slot.read(org.jackfield.stream.StartAt.NOW);

            control(slot).stopStream();

            assertThat(cursor.hasEnded()).isTrue();
            cursor.close();
            assertThat(reader.await("connected")).contains("connected");
        }
        try (TestReader reader = TestBench.read(slot)) {
            assertThat(reader.await("streaming")).contains("streaming");
        }
    }
}
