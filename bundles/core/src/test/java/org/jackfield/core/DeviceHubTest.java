// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceHubTest {
    @TempDir
    Path folder;

    private TestStream stream() {
        return new TestStream(folder.resolve("pm1"), 100);
    }

    @Test
    void aSampleTravelsInItsEnvelope() throws Exception {
        DeviceHub hub = stream().open().hub;
        FrameCursor cursor = hub.read(StartAt.NOW, () -> {});
        hub.accept(null, 4.25);
        hub.accept(Instant.parse("1969-12-31T23:59:59.000001Z"), Map.of("x", List.of(1, 2)));

        Frame first = cursor.next();
        Frame second = cursor.next();

        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        byte[] bytes = new byte[first.length() + 2];
        first.copyTo(bytes, 1);
        assertThat(new String(bytes, 1, first.length(), StandardCharsets.UTF_8))
                .isEqualTo("{\"event\":\"device_data\",\"device_id\":\"pm1\",\"sequence\":0,"
                        + "\"timestamp\":\"2026-03-01T09:15:00.120000+00:00\",\"payload\":4.25}");
        JsonNode json = Told.json(second);
        assertThat(json.get("sequence").asInt()).isEqualTo(1);
        assertThat(json.get("timestamp").asText()).isEqualTo("1969-12-31T23:59:59.000001+00:00");
        assertThat(json.get("payload")).hasToString("{\"x\":[1,2]}");
    }

    @Test
    void aRefusedSampleTakesNoNumberAndLeavesNoTrace() throws Exception {
        TestStream stream = stream().open();
        FrameCursor cursor = stream.now();
        stream.samples(1);
        assertThatExceptionOfType(SampleRefused.class).isThrownBy(() -> stream.hub.accept(null, new Object()));
        assertThatExceptionOfType(SampleRefused.class).isThrownBy(() -> stream.hub.accept(null, "x".repeat(10_000)));
        assertThatExceptionOfType(SampleRefused.class).isThrownBy(() -> stream.hub.accept(Instant.MAX, 1));
        stream.samples(1);

        assertThat(Told.all(cursor)).containsExactly("0", "1");
    }

    @Test
    void aTimeThatTheWireCannotSayIsRefused() {
        DeviceHub hub = stream().open().hub;

        assertThatExceptionOfType(SampleRefused.class)
                .isThrownBy(() -> hub.accept(Instant.parse("+10000-01-01T00:00:00Z"), 1))
                .withMessage("a sample's time has a year from 0000 to 9999, this one is +10000-01-01T00:00:00Z")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(SampleRefused.Kind.TIME));
    }

    @Test
    void beforeItIsOpenedAndAfterItIsClosedNoSampleIsTaken() throws Exception {
        TestStream stream = stream();
        assertThatExceptionOfType(SampleRefused.class)
                .isThrownBy(() -> stream.hub.accept(null, 1))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(SampleRefused.Kind.NUMBERS));

        stream.open().samples(3).hub.close();

        assertThatExceptionOfType(SampleRefused.class).isThrownBy(() -> stream.hub.accept(null, 1));
        assertThat(Files.readString(folder.resolve("pm1"))).isEqualTo("3\n");
    }

    @Test
    void whatIsKeptOutlivesTheEnd() {
        TestStream stream = TestStream.after(folder.resolve("pm1"), 2000, 2).samples(5);
        FrameCursor slow = stream.after(2000);
        stream.hub.close();

        assertThat(stream.hub.nextSequence()).isEqualTo(2005);
        assertThat(Told.all(slow)).containsExactly("gap 2001-2002 expired", "2003", "2004");
        assertThat(Told.all(stream.after(1000)))
                .containsExactly("gap 1001-1999 restart", "gap 2000-2002 expired", "2003", "2004");
    }

    @Test
    void aStreamThatHasEndedDoesNotTouchTheNumbersOfTheOneAfterIt() throws Exception {
        TestStream ended = stream();
        ended.hub.close();
        stream().open().samples(5);

        assertThatExceptionOfType(IOException.class).isThrownBy(ended.hub::open).withMessage("the stream has ended");

        assertThat(stream().open().hub.nextSequence()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void openingTwiceOpensOnce() throws Exception {
        TestStream stream = stream().open().samples(3);
        stream.hub.open();
        stream.samples(1);

        assertThat(stream.hub.nextSequence()).isEqualTo(4);
    }

    @Test
    void readersAreWokenAfterEachSampleUntilTheyEndIt() {
        TestStream stream = stream().open();
        AtomicInteger woken = new AtomicInteger();
        Subscription first = stream.hub.onFrames(woken::incrementAndGet);
        stream.samples(2);
        assertThat(woken).hasValue(2);

        first.close();
        stream.samples(2);
        assertThat(woken).hasValue(2);
    }

    @Test
    void oneSignalMayServeSeveralSubscriptionsThatEndOneByOne() {
        TestStream stream = stream().open();
        AtomicInteger woken = new AtomicInteger();
        Runnable signal = woken::incrementAndGet;
        Subscription first = stream.hub.onFrames(signal);
        Subscription second = stream.hub.onFrames(signal);
        first.close();
        first.close();
        stream.samples(1);
        assertThat(woken).hasValue(1);

        second.close();
        stream.samples(1);
        assertThat(woken).hasValue(1);
    }

    @Test
    void aReaderThatFailsWhenWokenDisturbsNeitherTheDriverNorTheOthers() {
        TestStream stream = stream().open();
        AtomicInteger woken = new AtomicInteger();
        Subscription unused = stream.hub.onFrames(() -> {
            throw new IllegalStateException("the reader is broken");
        });
        Subscription unusedToo = stream.hub.onFrames(() -> {
            throw new AssertionError("more so");
        });
        Subscription healthy = stream.hub.onFrames(woken::incrementAndGet);

        stream.samples(3);

        assertThat(woken).hasValue(3);
        healthy.close();
    }

    @Test
    void aReaderIsWokenWithNoLockHeld() throws Exception {
        TestStream stream = stream().open();
        AtomicInteger free = new AtomicInteger();
        Subscription unused = stream.hub.onFrames(() -> {
            Thread other = new Thread(() -> {
                stream.status(DeviceState.STREAMING);
                free.incrementAndGet();
            });
            other.start();
            try {
                other.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        stream.samples(1);

        assertThat(free).hasValue(1);
    }

    @Test
    void aPayloadThatHandsOverAnotherSampleWhileItIsReadMixesNothingUp() {
        TestStream stream = stream().open();
        FrameCursor cursor = stream.now();
        List<Object> nested = new AbstractList<>() {
            @Override
            public Object get(int index) {
                stream.samples(1);
                return "outer";
            }

            @Override
            public int size() {
                return 2;
            }
        };
        try {
            stream.hub.accept(null, nested);
        } catch (SampleRefused e) {
            throw new AssertionError(e);
        }

        Frame frame = cursor.next();
        for (int i = 0; i < 2; i++) {
            assertThat(frame).isNotNull();
            assertThat(Told.json(frame).get("payload")).hasToString("0");
            frame = cursor.next();
        }
        assertThat(frame).isNotNull();
        assertThat(Told.json(frame).get("payload")).hasToString("[\"outer\",\"outer\"]");
    }

    @Test
    void boundsThatKeepNothingAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceHub.Limits(1, 1, 0))
                .withMessage("frames, bytes and largest sample must be above 0, were 1, 1 and 0");
    }
}
