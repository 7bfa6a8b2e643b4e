// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bench's end of the connection over which a publisher in another process hears its rate. */
final class Control implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final ServerSocket door;
    private @Nullable Socket publisher;

    Control() throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        door.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Waits for the publisher and returns the port that it says it serves. */
    int await() throws IOException {
        Socket caller = door.accept();
        publisher = caller;
        String line = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        return Integer.parseInt(String.valueOf(line));
    }

    void rate(long eventsPerSecond) throws IOException {
        if (publisher == null) {
            throw new IllegalStateException("the publisher has not called yet");
        }
        publisher.getOutputStream().write((eventsPerSecond + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        if (publisher != null) {
            publisher.close();
        }
        door.close();
    }
}
