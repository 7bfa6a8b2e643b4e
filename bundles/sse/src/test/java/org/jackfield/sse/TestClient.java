// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client on a bare socket, which sees every byte. */
final class TestClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private String head = "";
    private boolean inBody;

    private TestClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    static TestClient send(int port, String method, String path, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return new TestClient(socket);
    }

    /** Reads status line and headers. */
    String head() throws IOException {
        StringBuilder text = new StringBuilder();
        String line = line();
        while (!line.isEmpty()) {
            text.append(line).append("\r\n");
            line = line();
        }
        head = text.toString();
        return head;
    }

    /** Reads the body of a response that says how long it is. */
    String body() throws IOException {
        if (head.isEmpty()) {
            head();
        }
        for (String header : head.split("\r\n", -1)) {
            if (header.startsWith("Content-Length: ")) {
                int length = Integer.parseInt(header.substring("Content-Length: ".length()));
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
        }
        return rest();
    }

    /** Reads all chunks that are left, the last one too. */
    String rest() throws IOException {
        StringBuilder body = new StringBuilder();
        String chunk = chunk();
        while (!chunk.isEmpty()) {
            body.append(chunk);
            chunk = chunk();
        }
        return body.toString();
    }

    /** Reads one chunk; the last one is empty. */
    String chunk() throws IOException {
        return new String(chunkBytes(), StandardCharsets.UTF_8);
    }

    /** As {@link #chunk}. */
    byte[] chunkBytes() throws IOException {
        // The line end of a chunk is read with the next one, for it may come with it.
        if (inBody && !line().isEmpty()) {
            throw new EOFException("a chunk is longer than it says");
        }
        inBody = true;
        int length = Integer.parseInt(line(), 16);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a chunk was cut off");
        }
        if (length == 0 && !line().isEmpty()) {
            throw new EOFException("there is something behind the last chunk");
        }
        return bytes;
    }

    /** Reads until the text comes by; the head first if it has not been read. */
    String until(String text) throws IOException {
        if (head.isEmpty()) {
            head();
        }
        StringBuilder all = new StringBuilder();
        while (all.indexOf(text, Math.max(0, all.length() - 2 * text.length() - (1 << 17))) < 0) {
            String chunk = chunk();
            if (chunk.isEmpty()) {
                throw new EOFException("the stream has ended before " + text + " came, after " + all);
            }
            all.append(chunk);
        }
        return all.toString();
    }

    /** Asks for something else on the same connection. */
    void ask(String path) throws IOException {
        head = "";
        inBody = false;
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** The body of what was asked. */
    void send(String body) throws IOException {
        socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The next byte; -1 at the end. */
    int read() throws IOException {
        return in.read();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the response was cut off");
            }
            if (next == '\r' && in.read() == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
    }

    /** Leaves without a word. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
