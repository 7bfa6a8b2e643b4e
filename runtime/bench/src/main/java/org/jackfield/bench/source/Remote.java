// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * The far end of the bench's control connection: first says which port this process serves, then hears one
 * number a line, the rate to publish at. Reads on a thread of its own.
 */
public final class Remote implements AutoCloseable {
    private final Socket socket;
    private final LongConsumer rate;

    private Remote(Socket socket, LongConsumer rate) {
        this.socket = socket;
        this.rate = rate;
    }

    /**
     * Connects.
     *
     * @param control where the bench listens
     * @param port that events are served at; 0 if the bench knows
     * @param rate is given each number
     */
    public static Remote connect(int control, int port, LongConsumer rate) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), control);
        socket.getOutputStream().write((port + "\n").getBytes(StandardCharsets.US_ASCII));
        Remote remote = new Remote(socket, rate);
        Thread thread = new Thread(remote::run, "bench-remote");
        thread.setDaemon(true);
        thread.start();
        return remote;
    }

    /** Returns when the bench has gone. */
    public void run() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rate.accept(Long.parseLong(line));
            }
        } catch (SocketException e) {
            rate.accept(0); // closed
        } catch (IOException e) {
            throw new IllegalStateException("the bench cannot be heard", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
