// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jackfield.stream.Frame;

/** A frame that is told by its JSON. */
record TextFrame(Kind kind, String eventName, String deviceId, long sequence, String json) implements Frame {
    static TextFrame sample(long sequence, String payload) {
        return new TextFrame(
                Kind.DATA,
                Kind.DATA.eventName(),
                "daq1",
                sequence,
                "{\"timestamp\":\"2026-03-01T09:15:00.500000Z\",\"payload\":" + payload + "}");
    }

    static TextFrame other(Kind kind, String json) {
        return new TextFrame(kind, kind.eventName(), "daq1", 0, json);
    }

    @Override
    public long position() {
        return sequence;
    }

    @Override
    public int payloadOffset() {
        return 0;
    }

    @Override
    public int length() {
        return json.getBytes(UTF_8).length;
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        byte[] bytes = json.getBytes(UTF_8);
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }
}
