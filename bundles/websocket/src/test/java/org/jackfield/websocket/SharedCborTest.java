// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.stream.Frame;
import org.jackfield.web.read.SharedCbor;
import org.junit.jupiter.api.Test;

class SharedCborTest {
    private final SharedCbor shared = new SharedCbor();
    private final AtomicInteger made = new AtomicInteger();

    private byte[] make(int size) {
        made.incrementAndGet();
        return new byte[size];
    }

    private static Frame frame(long position) {
        return new TestFrame(Frame.Kind.DATA, "pm1", position, position, "{}");
    }

    @Test
    void whatWasMadeOfAFrameServesWhoeverReadsThatFrame() {
        Frame frame = frame(7);
        assertThat(shared.of(frame, () -> make(10))).isSameAs(shared.of(frame, () -> make(10)));
        assertThat(made).hasValue(1);
    }

    @Test
    void anotherFrameAtTheSamePlaceIsAnother() {
        Frame frame = frame(7);
        assertThat(shared.of(frame, () -> make(10))).isNotSameAs(shared.of(frame(7), () -> make(10)));
        assertThat(shared.of(frame(7 + 1024), () -> make(10))).hasSize(10);
        assertThat(made).hasValue(3);
    }

    @Test
    void longMessagesAreNotKeptAndNoneAfterEverybodyHasLeft() {
        Frame frame = frame(7);
        shared.of(frame, () -> make(5_000));
        shared.of(frame, () -> make(5_000));
        assertThat(made).hasValue(2);
        shared.of(frame, () -> make(10));
        shared.clear();
        shared.of(frame, () -> make(10));
        assertThat(made).hasValue(4);
    }
}
