// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What lies between clients and a server, and can be pulled and put back. Each connection has two threads that
 * end with it; what they share is safe for all.
 */
final class Cable implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final StringBuilder asked = new StringBuilder();
    private boolean pulled;

    Cable(int server) throws IOException {
        this.server = server;
        run("cable", this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + door.getLocalPort() + path;
    }

    /** All that clients have sent. */
    synchronized String asked() {
        return asked.toString();
    }

    private synchronized void note(byte[] bytes, int count) {
        asked.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                pull(); // closed, or the server has gone: nothing gets through any more
            }
        }
    }

    private synchronized void connect(Socket client) throws IOException {
        if (pulled) {
            client.close();
            return;
        }
        ends.add(client);
        Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
        ends.add(onward);
        run("cable-up", () -> pump(client, onward, true));
        run("cable-down", () -> pump(onward, client, false));
    }

    private void pump(Socket from, Socket to, boolean up) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (up) {
                    note(bytes, count);
                }
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            ends.remove(from); // cut, by either side or by this one: both ends are closed, as a cable's are
        }
        ends.remove(to);
    }

    /** Cuts all connections; who comes is sent away until it is put back. */
    synchronized void pull() {
        pulled = true;
        for (Socket end : ends) {
            try {
                end.close();
            } catch (IOException e) {
                throw new IllegalStateException("a connection cannot be cut", e);
            }
        }
        ends.clear();
    }

    synchronized void putBack() {
        pulled = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        pull();
    }
}
