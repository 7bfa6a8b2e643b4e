// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Many readers of one stream on one thread, which costs the measured product as little as can be. */
final class Clients implements AutoCloseable {
    private final List<Client> all = new ArrayList<>();
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "clients");

    private Clients() throws IOException {
        this.selector = Selector.open();
    }

    /**
     * Connects them.
     *
     * @param lines is given every line that the first of them reads
     */
    static Clients open(int port, String path, int count, Consumer<String> lines) throws IOException {
        Clients clients = new Clients();
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            Client client = new Client(i == 0 ? lines : line -> {});
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            ByteBuffer rest = ByteBuffer.wrap(request);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.configureBlocking(false);
            channel.register(clients.selector, SelectionKey.OP_READ, client);
            clients.all.add(client);
        }
        clients.thread.setDaemon(true);
        clients.thread.start();
        return clients;
    }

    /** The sum over all of them. */
    long sum(ToLongFunction<Client> count) {
        return all.stream().mapToLong(count).sum();
    }

    long least(ToLongFunction<Client> count) {
        return all.stream().mapToLong(count).min().orElse(0);
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        try {
            while (selector.isOpen()) {
                selector.select(key -> read(key, buffer));
            }
        } catch (ClosedSelectorException e) {
            return; // in the middle of a round
        } catch (IOException e) {
            throw new IllegalStateException("the clients cannot go on", e);
        }
    }

    private static void read(SelectionKey key, ByteBuffer buffer) {
        Client client = (Client) key.attachment();
        try {
            int count = ((SocketChannel) key.channel()).read(buffer.clear());
            if (count >= 0) {
                client.take(buffer.flip());
                return;
            }
        } catch (IOException e) {
            System.err.println("a client was cut off: " + e);
        }
        client.end();
        key.cancel();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
