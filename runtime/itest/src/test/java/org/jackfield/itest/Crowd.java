// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Many clients of one server, all read by the one thread that awaits something. */
final class Crowd implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int port;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    Crowd(int port) throws IOException {
        this.port = port;
    }

    /** So many more of them. */
    List<Listener> join(int count, String path) throws IOException {
        List<Listener> joined = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = ask(path, 0);
            Listener listener = new Listener(channel);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, listener);
            joined.add(listener);
        }
        return joined;
    }

    /** One that asks and is not read; the receive buffer as the kernel has it if 0. */
    SocketChannel ask(String path, int receiveBuffer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.socket().setReceiveBufferSize(receiveBuffer);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    /** Reads all until it is so. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("still not so: " + what);
            }
            readOnce();
        }
    }

    private void readOnce() throws IOException {
        long end = System.nanoTime() + LOOK_NANOS;
        for (long left = LOOK_NANOS; left > 0; left = end - System.nanoTime()) {
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            for (SelectionKey key : selector.selectedKeys()) {
                ((Listener) key.attachment()).read(buffer);
            }
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
