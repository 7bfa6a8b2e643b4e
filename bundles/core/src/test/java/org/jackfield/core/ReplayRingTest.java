// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jackfield.stream.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ReplayRingTest {
    private static final long PLENTY = 1L << 40;

    private static void append(ReplayRing ring, long sequence, int bytes) {
        ring.append(EncodedFrame.sample("pm1", ring.head(), sequence, 2 * sequence, 0, new byte[bytes], 0));
    }

    private static void status(ReplayRing ring, long sequence) {
        ring.append(
                EncodedFrame.event(Frame.Kind.STATUS, "pm1", ring.head(), sequence, 2 * sequence - 1, 0, new byte[10]));
    }

    private static ReplayRing filled(int maxFrames, int count) {
        ReplayRing ring = new ReplayRing(maxFrames, PLENTY);
        for (int i = 0; i < count; i++) {
            append(ring, i, 10);
        }
        return ring;
    }

    private static OptionalLong sequenceAt(ReplayRing ring, long position) {
        return Optional.ofNullable(ring.at(position)).stream()
                .mapToLong(EncodedFrame::sequence)
                .findFirst();
    }

    @Test
    void anEmptyRingHasNothingAnywhere() {
        ReplayRing ring = new ReplayRing(10, PLENTY);

        assertThat(ring.head()).isZero();
        assertThat(ring.tail()).isZero();
        assertThat(ring.at(0)).isNull();
        assertThat(ring.find(0)).isZero();
        assertThat(ring.lastStatus()).isNull();
    }

    @Test
    void theOldestFrameGivesWayOnceThereAreTooMany() {
        ReplayRing ring = filled(3, 5);

        assertThat(ring.tail()).isEqualTo(2);
        assertThat(ring.head()).isEqualTo(5);
        assertThat(LongStream.range(0, 5).mapToObj(position -> sequenceAt(ring, position)))
                .containsExactly(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(2),
                        OptionalLong.of(3),
                        OptionalLong.of(4));
    }

    @Test
    void theOldestFramesGiveWayOnceTheyHaveTooManyBytes() {
        int weight = EncodedFrame.sample("pm1", 0, 0, 0, 0, new byte[100], 0).weight();
        ReplayRing ring = new ReplayRing(1000, 4L * weight);
        for (int i = 0; i < 10; i++) {
            append(ring, i, 100);
        }
        assertThat(ring.head() - ring.tail()).isEqualTo(4);

        append(ring, 10, 100 + 2 * weight);
        assertThat(ring.tail()).as("the big one takes the room of three").isEqualTo(9);
        append(ring, 11, 100);
        assertThat(ring.tail()).isEqualTo(10);
    }

    @Test
    void aFrameLargerThanTheWholeRingIsKeptAlone() {
        ReplayRing ring = new ReplayRing(1000, 500);
        append(ring, 0, 10);
        append(ring, 1, 10_000);
        assertThat(ring.tail()).isEqualTo(1);
        assertThat(ring.at(1)).isNotNull();

        append(ring, 2, 10);
        assertThat(ring.tail()).isEqualTo(2);
        append(ring, 3, 10);
        assertThat(ring.tail()).as("its bytes do not count any longer").isEqualTo(2);
    }

    @Test
    void theSlotsGrowWithoutLosingAFrame() {
        ReplayRing ring = filled(1000, 1000);

        assertThat(ring.tail()).isZero();
        assertThat(LongStream.range(0, 1000))
                .allMatch(position -> sequenceAt(ring, position).equals(OptionalLong.of(position)));
    }

    @Test
    void theSlotsGrowWithoutLosingAFrameAlsoAfterTheyWereGoneRound() {
        ReplayRing ring = filled(40, 100);
        ring.limit(300, PLENTY);
        for (int i = 100; i < 1000; i++) {
            append(ring, i, 10);
            long tail = ring.tail();
            assertThat(tail).isEqualTo(Math.max(60, i - 299));
            assertThat(sequenceAt(ring, tail)).hasValue(tail);
            assertThat(sequenceAt(ring, i)).hasValue(i);
        }
    }

    @Test
    void aRingThatIsLimitedLaterShrinksWithItsNextFrame() {
        ReplayRing ring = filled(100, 100);
        ring.limit(5, PLENTY);
        assertThat(ring.tail()).isZero();

        append(ring, 100, 10);

        assertThat(ring.tail()).isEqualTo(96);
    }

    @Test
    void aRingWithoutRoomForOneFrameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplayRing(0, 1))
                .withMessage("a ring keeps at least 1 frame and 1 byte, asked for 0 frames, 1 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplayRing(1, 0));
    }

    @Test
    void findGivesTheFirstFrameWhoseSequenceIsNotBelow() {
        ReplayRing ring = new ReplayRing(100, PLENTY);
        append(ring, 10, 10); // 0
        append(ring, 11, 10); // 1
        status(ring, 12); // 2
        status(ring, 12); // 3
        append(ring, 12, 10); // 4
        append(ring, 17, 10); // 5: numbers may skip

        assertThat(ring.find(Long.MIN_VALUE)).isZero();
        assertThat(ring.find(10)).isZero();
        assertThat(ring.find(11)).isEqualTo(1);
        assertThat(ring.find(12)).isEqualTo(2);
        assertThat(ring.find(13)).isEqualTo(5);
        assertThat(ring.find(17)).isEqualTo(5);
        assertThat(ring.find(18)).isEqualTo(6);
        assertThat(ring.find(Long.MAX_VALUE)).isEqualTo(6);
    }

    @Test
    void findBehindGivesTheFirstFrameThatFollowsAPosition() {
        ReplayRing ring = filled(4, 10); // positions 12, 14, 16 and 18 are kept

        assertThat(ring.forgotten()).isEqualTo(10);
        assertThat(ring.findBehind(-1)).isEqualTo(6);
        assertThat(ring.findBehind(11)).isEqualTo(6);
        assertThat(ring.findBehind(12)).isEqualTo(7);
        assertThat(ring.findBehind(13)).isEqualTo(7);
        assertThat(ring.findBehind(18)).isEqualTo(10);
    }

    @Test
    void findLastCountsSamplesOnly() {
        ReplayRing ring = new ReplayRing(5, PLENTY);
        assertThat(ring.findLast(3)).isZero();
        append(ring, 0, 10); // gives way
        append(ring, 1, 10); // 1
        status(ring, 2); // 2
        append(ring, 2, 10); // 3
        status(ring, 3); // 4
        append(ring, 3, 10); // 5

        assertThat(ring.findLast(1)).isEqualTo(5);
        assertThat(ring.findLast(2)).isEqualTo(3);
        assertThat(ring.findLast(3)).isEqualTo(1);
        assertThat(ring.findLast(Integer.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void findFirstGivesTheOldestSampleThatFits() {
        ReplayRing ring = filled(4, 10);

        assertThat(ring.findFirst(frame -> true)).isEqualTo(6);
        assertThat(ring.findFirst(frame -> frame.sequence() % 4 == 0)).isEqualTo(8);
        assertThat(ring.findFirst(frame -> false)).isEqualTo(10);
    }

    @Test
    void aRingMayBeginAtAnyIndex() {
        ReplayRing ring = new ReplayRing(3, PLENTY, 1L << 40);
        for (int i = 0; i < 200; i++) {
            append(ring, i, 10);
        }

        assertThat(ring.tail()).isEqualTo((1L << 40) + 197);
        assertThat(sequenceAt(ring, ring.tail())).hasValue(197);
        assertThat(ring.at(0)).isNull();
    }

    @Test
    void theLastStatusIsKnownAlsoWhenItHasGivenWay() {
        ReplayRing ring = new ReplayRing(2, PLENTY);
        status(ring, 0);
        for (int i = 0; i < 10; i++) {
            append(ring, i, 10);
        }

        EncodedFrame status = ring.lastStatus();
        assertThat(status).isNotNull();
        assertThat(status.index()).isZero();
        assertThat(ring.at(0)).isNull();
    }

    @Test
    void whateverAReaderFindsWhileTheRingIsWrittenIsTheFrameOfThatPosition() throws Exception {
        ReplayRing ring = new ReplayRing(150, PLENTY);
        int frames = 200_000;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Long> seen = threads.submit(() -> walk(ring, frames));
            Future<Long> alsoSeen = threads.submit(() -> walk(ring, frames));
            for (int i = 0; i < frames; i++) {
                append(ring, i, 1);
            }
            assertThat(seen.get(20, TimeUnit.SECONDS)).isPositive();
            assertThat(alsoSeen.get(20, TimeUnit.SECONDS)).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Walks to the end and returns how many frames it saw. */
    private static long walk(ReplayRing ring, int frames) {
        long seen = 0;
        long position = 0;
        while (position < frames) {
            EncodedFrame frame = ring.at(position);
            if (frame != null) {
                assertThat(frame.sequence()).isEqualTo(position);
                seen++;
                position++;
            } else if (position < ring.tail()) {
                position = ring.tail();
            } else {
                Thread.onSpinWait();
            }
        }
        return seen;
    }
}
