// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * One reader of one stream: takes the answer's chunks apart and counts what is missing. Fed by the thread of
 * {@link Clients}; its counts may be read by any.
 */
final class Client {
    private enum Part {
        HEAD,
        SIZE,
        DATA,
        END_OF_DATA
    }

    private final Consumer<String> lines;
    private final byte[] line = new byte[1 << 20];
    private int length;
    private final byte[] frameLine = new byte[8192];
    private int frameLength;
    private Part part = Part.HEAD;
    private int left;
    private long last = -1;

    private final LongAdder samples = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private volatile boolean ended;

    /** @param lines is given every line of the stream */
    Client(Consumer<String> lines) {
        this.lines = lines;
    }

    long samples() {
        return samples.sum();
    }

    long missing() {
        return missing.sum();
    }

    long repeated() {
        return repeated.sum();
    }

    long gaps() {
        return gaps.sum();
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (part == Part.DATA) {
                left--;
                text(next);
                part = left == 0 ? Part.END_OF_DATA : Part.DATA;
            } else if (next == '\n') {
                frame();
            } else if (next != '\r') {
                frameLine[frameLength++] = next;
            }
        }
    }

    /** A line of the protocol around the stream. */
    private void frame() {
        String text = new String(frameLine, 0, frameLength, StandardCharsets.US_ASCII);
        frameLength = 0;
        switch (part) {
            case HEAD -> part = text.isEmpty() ? Part.SIZE : Part.HEAD;
            case SIZE -> {
                left = Integer.parseInt(text, 16);
                part = left == 0 ? Part.END_OF_DATA : Part.DATA;
                ended |= left == 0;
            }
            default -> part = Part.SIZE;
        }
    }

    private void text(byte next) {
        if (next != '\n') {
            line[length++] = next;
            return;
        }
        if (starts("id: ")) {
            number(Long.parseLong(new String(line, 4, length - 4, StandardCharsets.US_ASCII).strip()));
        } else if (starts("event: gap")) {
            gaps.increment();
        }
        lines.accept(new String(line, 0, length, StandardCharsets.UTF_8));
        length = 0;
    }

    private boolean starts(String with) {
        for (int i = 0; i < with.length(); i++) {
            if (i >= length || line[i] != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void number(long sequence) {
        samples.increment();
        if (last >= 0 && sequence <= last) {
            repeated.increment();
        } else if (last >= 0) {
            missing.add(sequence - last - 1);
        }
        last = Math.max(last, sequence);
    }
}
