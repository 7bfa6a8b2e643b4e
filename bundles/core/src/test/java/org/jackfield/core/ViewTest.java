// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewTest {
    private static final int RING = 64;

    private final Ticking clock = new Ticking();
    private DeviceHub hub;
    private SlotReaders readers;
    private SlotViews views;

    /** A clock that the test moves on. */
    private static final class Ticking extends Clock {
        private Instant now = TestStream.NOW;

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

        void pass(long millis) {
            now = now.plusMillis(millis);
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Positions positions = Positions.open(folder.resolve("positions"), Runnable::run, clock);
        hub = new DeviceHub(
                "pm1",
                new DeviceHub.Limits(RING, 1 << 24, 1_000_000),
                () -> SequenceNumbers.open(folder.resolve("pm1"), 1_000, Runnable::run),
                positions,
                positions.first(),
                clock);
        hub.open();
        readers = new SlotReaders(hub, new Object(), joined -> {});
        views = new SlotViews(hub, readers, () -> List.of(Channel.scalar("a", ""), Channel.scalar("b", "")));
    }

    @Test
    void everyNthSampleComesAndWhatIsLeftOutIsNoGap() {
        Walk reader = read(new View(Set.of(), 0, 3, 0, 0), StartAt.NOW);
        samples(0, 1, 2, 3);
        status(DeviceState.FAULT);
        samples(4, 5, 6, 7);
        assertThat(Told.all(reader)).containsExactly("0", "3", "fault", "6");
    }

    @Test
    void theLatestSampleComesWhenTheIntervalIsOver() {
        Walk reader = read(new View(Set.of(), 0, 1, 0, 10), StartAt.NOW); // every 100 ms
        samples(0, 1);
        assertThat(Told.all(reader)).containsExactly("0");
        clock.pass(60);
        samples(2);
        assertThat(Told.all(reader)).isEmpty();
        clock.pass(40);
        assertThat(Told.all(reader)).containsExactly("2");
        clock.pass(10);
        samples(3);
        status(DeviceState.OFFLINE);
        assertThat(Told.all(reader)).containsExactly("3", "offline");
    }

    @Test
    void samplesWithinTheDeadBandAreLeftOut() {
        Walk reader = read(new View(Set.of(), 0.5, 1, 0, 0), StartAt.NOW);
        samples(1.0, 1.4, 0.6, 1.6, "text", "text", 1.6, List.of(1.6, 2.0), List.of(1.6, 2.6));
        assertThat(Told.all(reader)).containsExactly("0", "3", "4", "6", "7", "8");
    }

    @Test
    void channelsArePickedByTheirNamesOrTheirPlaces() {
        Walk reader = read(new View(Set.of("b"), 0, 1, 0, 0), StartAt.NOW);
        samples(new TreeMap<>(Map.of("a", 1, "b", List.of(2, 2.5), "c", 3)), List.of(4, 5), 6);
        assertThat(payloads(reader)).containsExactly("{\"b\":[2,2.5]}", "[5]", "6");
    }

    @Test
    void aChannelThatIsNotThereIsNamedWithThoseThatAre() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        IllegalArgumentException.class, () -> views.check(new View(Set.of("x"), 0, 1, 0, 0))))
                .hasMessage("channels must be some of [a, b], were [x]");
    }

    @Test
    void noPeakOfABlockDisappears() {
        Walk reader = read(new View(Set.of(), 0, 1, 100, 0), StartAt.NOW);
        double[] block = new double[10_000];
        block[4_321] = 9;
        block[4_322] = -9;
        samples(block);
        clock.pass(100); // a tenth of a second, 10 points
        samples(new TreeMap<>(Map.of("x", block, "y", 1)));
        List<String> payloads = payloads(reader);
        assertThat(payloads.get(0)).contains("9.0,-9.0").hasSizeLessThan(500);
        assertThat(payloads.get(1))
                .startsWith("{\"x\":[")
                .contains("9.0,-9.0")
                .endsWith("],\"y\":1}")
                .hasSizeLessThan(60);
    }

    @Test
    void noPeakOfSingleValuesDisappears() {
        Walk reader = read(new View(Set.of(), 0, 1, 2, 0), StartAt.NOW); // a pair of points a second
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            samples(i == 7 ? 50 : i == 5 ? -50 : 0);
            clock.pass(100);
            told.addAll(Told.all(reader));
        }
        assertThat(told).startsWith("5", "7", "10").hasSize(4);
    }

    @Test
    void equalViewsAreComputedOnceAndTheirPlacesAreEqual() {
        View view = new View(Set.of(), 0, 2, 0, 0);
        Walk one = read(view, StartAt.NOW);
        Walk two = read(view, StartAt.NOW);
        samples(0, 1, 2);
        EncodedFrame first = one.next();
        assertThat(two.next()).isSameAs(first);
        assertThat(two.place()).isEqualTo(one.place());
        one.next();
        two.moveTo(one.place());
        assertThat(two.next()).isNull();
        assertThat(readers.count()).isEqualTo(2);
        one.close();
        one.close();
        two.close();
        assertThat(readers.count()).isZero();
    }

    @Test
    void whoeverComesBackGetsWhatFollowedAndWhoeverIsTooSlowIsToldWhatIsMissing() {
        View view = new View(Set.of(), 0, 2, 0, 0);
        Walk slow = read(view, StartAt.NOW);
        Walk quick = read(view, StartAt.NOW);
        for (int i = 0; i < 4 * RING; i++) {
            samples(i);
            Told.all(quick);
        }
        Walk back = read(view, StartAt.after(4 * RING - 5));
        assertThat(Told.all(back)).containsExactly("252", "254");
        List<String> told = Told.all(slow);
        assertThat(told.get(0)).isEqualTo("gap 0-126 overtaken");
        assertThat(told).hasSize(1 + RING).endsWith("254");
        Walk older = read(view, StartAt.after(4 * RING - RING)); // before what the ring of the view has
        assertThat(Told.all(older).get(0)).isIn("193", "194");
    }

    @Test
    void onlySoManyDifferentViewsAreComputedAtOnce() {
        for (int i = 0; i < 200; i++) {
            read(new View(Set.of(), i + 1, 1, 0, 0), StartAt.NOW);
        }
        read(new View(Set.of(), 1, 1, 0, 0), StartAt.NOW);
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> read(new View(Set.of(), 999, 1, 0, 0), StartAt.NOW))
                .withMessage("at most 200 different views of pm1 can be read at once, this would be one more");
        assertThat(readers.count()).isEqualTo(201);
    }

    /** Whatever is appended, read, left and taken up again: every number is accounted for once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyNumberIsAccountedForOnce(long seed) {
        Random random = new Random(seed);
        View view = random.nextBoolean()
                ? new View(Set.of(), 0, 1 + random.nextInt(4), 0, 0)
                : new View(Set.of(), 0, 1, 0, 1 + random.nextInt(50));
        Walk reader = read(view, StartAt.NOW);
        long next = 0;
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(6)) {
                case 0 -> status(DeviceState.STREAMING);
                case 1 -> clock.pass(random.nextInt(30));
                case 2 -> {
                    reader.close();
                    reader = read(view, StartAt.after(next - 1));
                }
                case 3 -> next = accounted(reader, next, random.nextInt(200));
                default ->
                    samples(Arrays.stream(new int[random.nextInt(20)]).boxed().toArray());
            }
        }
        clock.pass(10_000);
        assertThat(accounted(reader, next, Integer.MAX_VALUE)).isLessThanOrEqualTo(hub.nextSequence());
    }

    private static long accounted(Walk reader, long from, int most) {
        long next = from;
        EncodedFrame frame = most > 0 ? reader.next() : null;
        for (int i = 1; frame != null; i++) {
            if (frame.kind() == Frame.Kind.DATA) {
                assertThat(frame.from()).isLessThanOrEqualTo(next);
                assertThat(frame.sequence()).isGreaterThanOrEqualTo(next);
                next = frame.sequence() + 1;
            } else if (frame.kind() == Frame.Kind.GAP) {
                // What was left out before the gap is the view's; what the cursor has missed itself is told from the
                // first.
                long first = frame.isOutside() ? Told.json(frame).path("from").longValue() : frame.from();
                assertThat(first).isLessThanOrEqualTo(next);
                assertThat(frame.sequence()).isGreaterThan(next);
                next = frame.sequence();
            }
            frame = i < most ? reader.next() : null;
        }
        return next;
    }

    private Walk read(View view, StartAt start) {
        return views.read(view, start, true);
    }

    private void samples(Object... payloads) {
        for (Object payload : payloads) {
            try {
                hub.accept(null, payload);
            } catch (SampleRefused e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void status(DeviceState state) {
        hub.status(state, Optional.empty(), Optional.empty());
    }

    private static List<String> payloads(Walk reader) {
        List<String> payloads = new ArrayList<>();
        for (EncodedFrame frame = reader.next(); frame != null; frame = reader.next()) {
            JsonNode json = Told.json(frame);
            payloads.add(json.path("payload").toString());
        }
        return payloads;
    }
}
