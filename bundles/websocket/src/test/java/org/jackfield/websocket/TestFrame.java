// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.nio.charset.StandardCharsets;
import org.jackfield.stream.Frame;

record TestFrame(Kind kind, String deviceId, long sequence, long position, String json) implements Frame {
    private byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int payloadOffset() {
        return kind == Kind.DATA ? json.indexOf("\"payload\":") + "\"payload\":".length() : 0;
    }

    @Override
    public int length() {
        return bytes().length;
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes(), 0, target, offset, length());
    }
}
