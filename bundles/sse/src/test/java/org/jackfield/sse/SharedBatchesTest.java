// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.Test;

final class SharedBatchesTest {
    private final TestStream stream = new TestStream("pm1", true);
    private final SharedBatches batches = new SharedBatches(Format.ENVELOPE);

    private FrameCursor live() {
        FrameCursor cursor = stream.read(StartAt.NOW);
        assertThat(text(batches.next(cursor))).startsWith("event: device_status");
        return cursor;
    }

    private static String text(Batch batch) {
        return StandardCharsets.UTF_8.decode(batch.events()).toString();
    }

    @Test
    void readersAtOnePlaceShareOneBatch() {
        FrameCursor one = live();
        FrameCursor two = live();
        stream.sample("1");
        stream.sample("2");
        Batch first = batches.next(one);
        assertThat(text(first)).startsWith("id: 0\r\n").contains("id: 1\r\n");
        assertThat(batches.next(two)).isSameAs(first);
        assertThat(batches.next(one)).isNull();
        assertThat(batches.next(two)).isNull();
    }

    @Test
    void aLaggardGetsWhatItHasNotReadWhateverTheOthersShare() {
        FrameCursor prompt = live();
        FrameCursor laggard = live();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            stream.sample(String.valueOf(i));
            all.append(text(batches.next(prompt)));
        }
        StringBuilder late = new StringBuilder();
        for (Batch next = batches.next(laggard); next != null; next = batches.next(laggard)) {
            late.append(text(next));
        }
        assertThat(late.toString()).isEqualTo(all.toString());
    }

    @Test
    void aReaderWithAGapGetsABatchOfItsOwn() {
        FrameCursor prompt = live();
        FrameCursor overtaken = live();
        for (int i = 0; i < 2 * TestStream.KEPT; i++) {
            stream.sample("0");
            batches.next(prompt);
        }
        assertThat(overtaken.place()).isNull();
        Batch behind = batches.next(overtaken);
        assertThat(text(behind)).startsWith("id: 4094\r\nevent: gap\r\n");
        assertThat(behind.gaps()).isEqualTo(1);
        assertThat(behind.last()).isBetween(4095L, stream.next() - 1);
        assertThat(batches.next(prompt)).isNull();
        stream.sample("1");
        assertThat(text(batches.next(prompt))).doesNotContain("gap");
    }

    @Test
    void aBatchIsBoundedByOneFrameAboveItsSize() {
        FrameCursor reader = live();
        String json = "\"" + "x".repeat(1000) + "\"";
        for (int i = 0; i < 1000; i++) {
            stream.sample(json);
        }
        int bytes = 0;
        for (Batch next = batches.next(reader); next != null; next = batches.next(reader)) {
            assertThat(next.size()).isLessThan(SharedBatches.BATCH_BYTES + 1100);
            bytes += next.size();
        }
        assertThat(bytes).isGreaterThan(1000 * 1000);
    }
}
