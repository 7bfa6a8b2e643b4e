// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.core.TestStream.numbers;
import static org.jackfield.stream.DeviceState.CONNECTING;
import static org.jackfield.stream.DeviceState.FAULT;
import static org.jackfield.stream.DeviceState.HANDOVER;
import static org.jackfield.stream.DeviceState.OFFLINE;
import static org.jackfield.stream.DeviceState.STREAMING;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.FrameCursor.Place;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RingCursorTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("pm1");
    }

    private TestStream stream(int ringFrames) {
        return new TestStream(file, ringFrames).open();
    }

    @Test
    void aLiveReaderGetsThePresentStatusAndThenWhatComes() {
        TestStream stream = stream(100).status(CONNECTING).status(STREAMING).samples(3);
        FrameCursor cursor = stream.now();
        assertThat(Told.all(cursor)).containsExactly("streaming");

        stream.samples(2).status(OFFLINE);

        assertThat(Told.all(cursor)).containsExactly("3", "4", "offline");
        assertThat(cursor.next()).isNull();
    }

    @Test
    void aReaderOfAnEmptyStreamGetsNothingAndIsNotHeldUp() {
        FrameCursor cursor = stream(100).now();

        assertThat(cursor.next()).isNull();
        assertThat(cursor.lag()).isZero();
    }

    @Test
    void dataAndStatusComeInTheOrderInWhichTheyHappened() {
        TestStream stream = stream(100);
        FrameCursor cursor = stream.now();
        stream.status(CONNECTING).status(STREAMING).samples(2).status(HANDOVER).status(STREAMING);
        stream.samples(1);

        assertThat(Told.all(cursor)).containsExactly("connecting", "streaming", "0", "1", "handover", "streaming", "2");
    }

    @Test
    void aReaderThatComesBackGetsWhatFollowedItsLastNumber() {
        TestStream stream =
                stream(100).status(STREAMING).samples(5).status(HANDOVER).samples(5);

        assertThat(Told.all(stream.after(2))).containsExactly("3", "4", "handover", "5", "6", "7", "8", "9");
        assertThat(Told.all(stream.after(6))).containsExactly("handover", "7", "8", "9");
    }

    @Test
    void aReaderThatMissedOnlyAStatusGetsThat() {
        TestStream stream = stream(100).samples(3).status(OFFLINE);

        assertThat(Told.all(stream.after(2))).containsExactly("offline");
    }

    @Test
    void aReaderThatComesBackTooLateIsToldWhatHasExpired() {
        TestStream stream = stream(4).status(STREAMING).samples(10);

        assertThat(Told.all(stream.after(2))).containsExactly("streaming", "gap 3-5 expired", "6", "7", "8", "9");
    }

    @Test
    void aReaderThatHasNothingYetMayAskForAllThereIs() {
        TestStream stream = stream(100).samples(3);

        assertThat(Told.all(stream.after(-1))).containsExactly("0", "1", "2");
        assertThat(Told.all(stream.after(-77))).as("numbers begin at 0").containsExactly("0", "1", "2");
    }

    @Test
    void aReaderFromBeforeARestartIsToldThatTheNumbersWentOnHigher() {
        TestStream stream = TestStream.after(file, 2000, 100).samples(2);

        assertThat(Told.all(stream.after(1234))).containsExactly("gap 1235-1999 restart", "2000", "2001");
        assertThat(Told.all(stream.after(1999))).containsExactly("2000", "2001");
    }

    @Test
    void aReaderFromBeforeARestartThatComesTooLateIsToldBoth() {
        TestStream stream = TestStream.after(file, 2000, 3).samples(10);

        assertThat(Told.all(stream.after(1234)))
                .containsExactly("gap 1235-1999 restart", "gap 2000-2006 expired", "2007", "2008", "2009");
    }

    @Test
    void aReaderThatCameBackBeforeTheNumbersWereKnownIsToldTheSame() {
        TestStream.after(file, 2000, 1).hub.close();
        TestStream stream = new TestStream(file, 100).status(CONNECTING);
        FrameCursor cursor = stream.after(1234);
        assertThat(Told.all(cursor)).containsExactly("connecting");

        stream.open().samples(2);

        assertThat(Told.all(cursor)).containsExactly("gap 1235-1999 restart", "2000", "2001");
    }

    @Test
    void aLiveReaderFromBeforeTheNumbersWereKnownMissesNothingAndIsToldOfNothing() {
        TestStream.after(file, 2000, 1).hub.close();
        TestStream stream = new TestStream(file, 4);
        FrameCursor prompt = stream.now();
        FrameCursor slow = stream.now();
        stream.open().samples(2);
        assertThat(Told.all(prompt)).containsExactly("2000", "2001");

        stream.samples(4);
        assertThat(Told.all(slow)).containsExactly("gap 2000-2001 overtaken", "2002", "2003", "2004", "2005");
    }

    @Test
    void aNumberThatWasNeverGivenOutMeansNow() {
        TestStream stream = stream(100).status(STREAMING).samples(5);
        List<FrameCursor> cursors = List.of(stream.after(5), stream.after(1_000_000), stream.after(Long.MAX_VALUE));
        assertThat(cursors).allSatisfy(cursor -> assertThat(Told.all(cursor)).containsExactly("streaming"));

        stream.samples(1);

        assertThat(cursors).allSatisfy(cursor -> assertThat(Told.all(cursor)).containsExactly("5"));
    }

    @Test
    void aNumberThatWasNeverGivenOutMeansNowAlsoBeforeTheNumbersAreKnown() {
        TestStream stream = new TestStream(file, 100).status(CONNECTING);
        FrameCursor far = stream.after(1_000_000);
        FrameCursor farthest = stream.after(Long.MAX_VALUE);

        stream.open().samples(2);

        assertThat(Told.all(far)).containsExactly("connecting", "0", "1");
        assertThat(Told.all(farthest)).containsExactly("connecting", "0", "1");
    }

    @Test
    void aReaderThatFallsBehindIsToldExactlyWhichFramesItMissed() {
        TestStream stream = stream(4).status(STREAMING);
        FrameCursor cursor = stream.now();
        stream.samples(3);
        assertThat(Told.all(cursor)).containsExactly("streaming", "0", "1", "2");

        stream.samples(10);

        assertThat(cursor.lag()).isEqualTo(10);
        assertThat(Told.all(cursor)).containsExactly("gap 3-8 overtaken", "9", "10", "11", "12");
        assertThat(cursor.lag()).isZero();
    }

    @Test
    void aGapNamesAsItsSequenceTheNumberThatFollows() {
        TestStream stream = stream(2);
        FrameCursor cursor = stream.now();
        stream.samples(5);

        Frame gap = cursor.next();

        assertThat(gap).isNotNull();
        assertThat(gap.kind()).isEqualTo(Frame.Kind.GAP);
        assertThat(gap.sequence()).isEqualTo(3);
    }

    @Test
    void aStatusLostInOvertakingIsToldBeforeTheGap() {
        TestStream stream = stream(3).status(STREAMING);
        FrameCursor cursor = stream.now();
        stream.samples(1);
        assertThat(Told.all(cursor)).containsExactly("streaming", "0");

        stream.samples(2).status(HANDOVER).status(FAULT).samples(5);

        assertThat(Told.all(cursor)).containsExactly("fault", "gap 1-4 overtaken", "5", "6", "7");
    }

    @Test
    void aStatusThatIsStillKeptIsNotToldTwice() {
        TestStream stream = stream(3);
        FrameCursor cursor = stream.now();
        stream.status(HANDOVER).samples(3).status(FAULT).samples(1);

        assertThat(Told.all(cursor)).containsExactly("gap 0-1 overtaken", "2", "fault", "3");
    }

    @Test
    void aLossIsToldEvenIfNoSampleFollowsIt() {
        TestStream stream = stream(2);
        FrameCursor overtaken = stream.now();
        stream.samples(5).status(FAULT).status(OFFLINE);

        assertThat(Told.all(overtaken)).containsExactly("gap 0-4 overtaken", "fault", "offline");
        assertThat(Told.all(stream.after(1))).containsExactly("gap 2-4 expired", "fault", "offline");
    }

    @Test
    void aStreamErrorIsPartOfTheStream() {
        TestStream stream = stream(10).samples(1);
        FrameCursor cursor = stream.now();
        stream.hub.streamError(new Errors("pm1", TestStream.CLOCK).device(new IllegalStateException("busy")));

        assertThat(Told.all(cursor)).containsExactly("error IllegalStateException");
    }

    @Test
    void cursorsAtEqualPlacesReadTheSameAndOneMayMoveToWhereTheOtherHasCome() {
        TestStream stream = stream(100).status(STREAMING);
        FrameCursor first = stream.now();
        FrameCursor second = stream.now();
        assertThat(first.place()).as("a status for it alone is still to come").isNull();
        Told.all(first);
        Told.all(second);
        Place start = first.place();
        assertThat(start).isNotNull().isEqualTo(second.place());

        stream.samples(3);
        Told.all(first);
        Place end = first.place();
        assertThat(end).isNotNull().isNotEqualTo(start);
        second.moveTo(end);

        stream.samples(1);
        assertThat(Told.all(first)).containsExactly("3");
        assertThat(Told.all(second)).containsExactly("3");
    }

    @Test
    void aCursorWithAGapToComeIsAtNoPlaceOfTheOthers() {
        TestStream stream = stream(2);
        FrameCursor overtaken = stream.now();
        stream.samples(5);

        assertThat(overtaken.place()).isNull();
        assertThat(stream.after(1).place()).isNull();
    }

    @Test
    void aCursorThatHasCaughtUpSharesItsPlaceWithTheLiveOnes() {
        TestStream stream = stream(100);
        FrameCursor live = stream.now();
        stream.samples(10);
        FrameCursor back = stream.after(4);

        assertThat(Told.all(back)).isEqualTo(numbers(5, 9));
        Told.all(live);
        assertThat(back.place()).isNotNull().isEqualTo(live.place());
    }

    @Test
    void theFrameAfterManyRoundsIsStillTheRightOne() {
        TestStream stream = stream(7);
        FrameCursor cursor = stream.now();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stream.samples(5);
            told.addAll(Told.all(cursor));
        }

        assertThat(told).isEqualTo(numbers(0, 499));
    }

    @Test
    void aRingBoundedByBytesLosesNoMoreThanIsTold() {
        TestStream stream = new TestStream(file, 1000, 1000).open();
        FrameCursor cursor = stream.now();
        stream.samples(50);

        List<String> told = Told.all(cursor);

        int kept = told.size() - 1;
        assertThat(told.get(0)).isEqualTo("gap 0-" + (49 - kept) + " overtaken");
        assertThat(told.subList(1, told.size())).isEqualTo(numbers(50 - kept, 49));
        assertThat(kept).isBetween(3, 6);
        stream.hub.limit(Optional.of(1), Optional.empty());
        stream.samples(2);
        assertThat(Told.all(cursor)).containsExactly("gap 50-50 overtaken", "51");
    }

    @Test
    void aReaderThatComesBackWithAPositionGetsWhatFollowedIt() {
        TestStream stream =
                stream(100).status(STREAMING).samples(2).status(HANDOVER).samples(2);
        FrameCursor cursor = stream.after(-1);
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = cursor.next(); frame != null; frame = cursor.next()) {
            frames.add(frame);
        }

        assertThat(frames.stream().map(Frame::position)).isSorted().doesNotHaveDuplicates();
        assertThat(Told.all(stream.afterPosition(frames.get(1).position()))).containsExactly("1", "handover", "2", "3");
        assertThat(Told.all(stream.afterPosition(frames.get(3).position()))).containsExactly("handover", "2", "3");
        assertThat(Told.all(stream.afterPosition(-1))).containsExactly("streaming", "0", "1", "handover", "2", "3");
        assertThat(Told.all(stream.afterPosition(frames.get(5).position() + 1))).containsExactly("handover");
        assertThat(Told.all(stream.afterPosition(Long.MAX_VALUE))).containsExactly("handover");
    }

    @Test
    void thePresentStatusAndAGapHaveThePlaceBeforeTheFrameThatFollows() {
        TestStream stream = stream(3).status(STREAMING).samples(10);
        FrameCursor cursor = stream.after(2);
        for (String expected : List.of("streaming", "gap 3-6 expired")) {
            Frame frame = cursor.next();
            assertThat(frame).isNotNull();
            assertThat(Told.of(frame)).isEqualTo(expected);
            assertThat(Told.all(stream.afterPosition(frame.position()))).endsWith("7", "8", "9");
        }
    }

    @Test
    void aReaderWhosePositionIsNoLongerKeptIsToldWhatMayBeMissing() {
        TestStream stream = TestStream.after(file, 2000, 3);
        Frame first = stream.samples(1).now().next();
        assertThat(first).isNull();
        long position = stream.positionOfLast();
        stream.samples(5);

        assertThat(Told.all(stream.afterPosition(position)))
                .containsExactly("gap 2000-2002 expired", "2003", "2004", "2005");
    }

    @Test
    void aReaderWithAPositionFromBeforeARestartIsToldThatTheNumbersWentOnHigher() {
        long position = TestStream.after(file, 2000, 3).samples(1).positionOfLast();
        TestStream stream = new TestStream(file, 3).open().samples(2);

        assertThat(Told.all(stream.afterPosition(position))).containsExactly("gap 0-2999 restart", "3000", "3001");

        stream.samples(3);
        assertThat(Told.all(stream.afterPosition(position)))
                .containsExactly("gap 0-2999 restart", "gap 3000-3001 expired", "3002", "3003", "3004");
    }

    @Test
    void aReaderMayBeginWithTheLatestSamples() {
        TestStream stream = stream(5).status(STREAMING).samples(3).status(FAULT).samples(1);

        assertThat(Told.all(stream.read(StartAt.last(1)))).containsExactly("fault", "3");
        assertThat(Told.all(stream.read(StartAt.last(2)))).containsExactly("2", "fault", "3");
        stream.samples(2);
        assertThat(Told.all(stream.read(StartAt.last(1000)))).containsExactly("2", "fault", "3", "4", "5");
        assertThat(Told.all(new TestStream(file, 3).status(CONNECTING).read(StartAt.last(9))))
                .containsExactly("connecting");
    }

    @Test
    void aReaderMayBeginAtATime() throws Exception {
        TestStream stream = stream(100).status(STREAMING);
        for (int second : new int[] {1, 2, 5, 3, 4}) {
            stream.hub.accept(TestStream.NOW.plusSeconds(second), second);
        }

        assertThat(Told.all(stream.since(TestStream.NOW))).containsExactly("streaming", "0", "1", "2", "3", "4");
        assertThat(Told.all(stream.since(TestStream.NOW.plusSeconds(2).plusNanos(1))))
                .as("microseconds are all there is")
                .containsExactly("streaming", "1", "2", "3", "4");
        assertThat(Told.all(stream.since(TestStream.NOW.plusSeconds(3))))
                .as("from the first that fits on, in whatever order they were measured")
                .containsExactly("streaming", "2", "3", "4");
        assertThat(Told.all(stream.since(TestStream.NOW.plusSeconds(9)))).containsExactly("streaming");
        assertThat(Told.all(stream.since(Instant.MIN))).hasSize(6);
        assertThat(Told.all(stream.since(Instant.MAX))).containsExactly("streaming");
    }

    @Test
    void aFrameKnowsItsDeviceAndWhereItsPayloadIs() {
        TestStream stream = stream(10).samples(1);
        Frame frame = stream.after(-1).next();

        assertThat(frame).isNotNull();
        assertThat(frame.deviceId()).isEqualTo("pm1");
        byte[] json = new byte[frame.length()];
        frame.copyTo(json, 0);
        assertThat(new String(json, StandardCharsets.UTF_8).substring(frame.payloadOffset()))
                .isEqualTo("0}");
        Frame status = stream.status(STREAMING).now().next();
        assertThat(status).isNotNull();
        assertThat(status.payloadOffset()).isZero();
    }
}
