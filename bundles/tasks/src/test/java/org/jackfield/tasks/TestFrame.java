// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jackfield.stream.Frame;

/** A frame as it is on the wire. */
record TestFrame(Kind kind, String deviceId, long sequence, String json) implements Frame {
    static TestFrame data(String deviceId, long sequence, Instant time, String payload) {
        String json = "{\"event\":\"device_data\",\"device_id\":\"" + deviceId + "\",\"sequence\":" + sequence
                + ",\"timestamp\":\"" + time.toString().replace("Z", "+00:00") + "\",\"payload\":" + payload + "}";
        return new TestFrame(Kind.DATA, deviceId, sequence, json);
    }

    static TestFrame status(String deviceId, long sequence) {
        return new TestFrame(Kind.STATUS, deviceId, sequence, "{}");
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
        return json.length();
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }
}
