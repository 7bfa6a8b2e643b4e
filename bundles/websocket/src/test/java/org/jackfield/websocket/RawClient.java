// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client on a bare socket, which may say what no proper client would, and sees every frame. */
final class RawClient implements AutoCloseable {
    final String head;
    private final Socket socket;
    private final DataInputStream in;
    /** Why no more can be sent. */
    SocketException refused;

    record Received(int first, ByteBuffer payload) {
        int opCode() {
            return first & 0x0f;
        }

        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }
    }

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.head = readHead();
    }

    static RawClient connect(int port, String path) throws IOException {
        return send(
                port,
                "GET " + path + " HTTP/1.1",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    static RawClient send(int port, String... lines) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new RawClient(socket);
    }

    private String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the head was cut off: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** The body of a response that says how long it is. */
    String body() throws IOException {
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        return new String(
                in.readNBytes(Integer.parseInt(head.substring(at, head.indexOf('\r', at)))), StandardCharsets.UTF_8);
    }

    /** A masked frame. */
    static byte[] frame(int first, byte[] payload) {
        return frame(first, payload, payload.length, true);
    }

    static byte[] frame(int first, String text) {
        return frame(first, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame that may lie about its length. */
    static byte[] frame(int first, byte[] payload, long told, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int mask = masked ? 0x80 : 0;
        out.write(first);
        if (told < 126) {
            out.write(mask | (int) told);
        } else if (told < 65_536) {
            out.write(mask | 126);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) told).array());
        } else {
            out.write(mask | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(told).array());
        }
        byte[] key = {1, 2, 3, 4};
        if (masked) {
            out.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
        }
        return out.toByteArray();
    }

    /** Sends; that the other side has closed meanwhile is no failure, what it said first is still to be read. */
    void say(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            refused = e;
        }
    }

    void say(String text) throws IOException {
        say(frame(0x81, text.replace('\'', '"')));
    }

    Received next() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int length = second;
        if (second == 126) {
            length = in.readUnsignedShort();
        } else if (second == 127) {
            length = Math.toIntExact(in.readLong());
        }
        return new Received(first, ByteBuffer.wrap(in.readNBytes(length)));
    }

    /** The code with which the server closes, whatever comes before. */
    int closeCode() throws IOException {
        Received frame = next();
        while (frame.opCode() != 8) {
            frame = next();
        }
        return frame.payload().getShort() & 0xffff;
    }

    /** Reads until the end; false if the connection was cut in the middle. */
    boolean drain() {
        try {
            while (in.read() >= 0) {}
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says no more and reads what is still said. */
    void hangUp() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            refused = e;
        }
        drain();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
