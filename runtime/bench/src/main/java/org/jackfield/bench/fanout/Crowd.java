// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jackfield.bench.Product;
import org.jackfield.bench.source.Stamp;

/**
 * Many readers of one stream on one thread. All that changes belongs to that thread; others {@link #ask} it.
 */
final class Crowd implements AutoCloseable {
    private static final int GROUP = 250;

    private final Server server;
    private final Selector selector;
    private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "crowd");
    private final List<Listener> listeners = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final byte[] bytes = new byte[1 << 18];
    private Window window = new Window();
    private int ended;
    private volatile boolean closed;

    private Crowd(Server server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
    }

    /** Connects them and returns when each has an answer. */
    static Crowd of(Server server, int count) throws Exception {
        Crowd crowd = new Crowd(server);
        crowd.thread.setDaemon(true);
        crowd.thread.start();
        for (int connected = 0; connected < count; connected += GROUP) {
            List<SocketChannel> group = new ArrayList<>();
            for (int i = connected; i < Math.min(count, connected + GROUP); i++) {
                group.add(connect(server, 0));
            }
            crowd.ask(() -> crowd.join(group));
            Product.until(
                    "all clients of " + server.name() + " have an answer",
                    () -> crowd.ask(() -> crowd.listeners.stream().allMatch(Listener::hasBegun)));
        }
        return crowd;
    }

    /** One more that asks and then takes only so many bytes as the kernel does for it; 0 for as many as usual. */
    static SocketChannel connect(Server server, int receiveBuffer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.socket().setReceiveBufferSize(receiveBuffer);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        String request = "GET " + server.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                + "\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private boolean join(List<SocketChannel> group) {
        try {
            for (SocketChannel channel : group) {
                Listener listener = new Listener();
                listeners.add(listener);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, listener);
            }
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("a client cannot be registered", e);
        }
    }

    /** What was read since this was asked the last time. */
    Window turn() throws Exception {
        return ask(() -> {
            Window done = window;
            window = new Window();
            return done;
        });
    }

    int size() {
        return listeners.size();
    }

    /** How many were cut off. */
    int ended() throws Exception {
        return ask(() -> ended);
    }

    /** Numbers that any of them lost without being told. */
    long silentlyLost() throws Exception {
        return ask(() -> listeners.stream().mapToLong(Listener::silentlyLost).sum());
    }

    /** The processor time that all this has cost. */
    double cpuMicros() throws Exception {
        return ask(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1000.0);
    }

    private <T> T ask(Supplier<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        questions.add(() -> answer.complete(question.get()));
        selector.wakeup();
        return answer.get(1, TimeUnit.MINUTES);
    }

    private void run() {
        try (selector) {
            while (!closed) {
                for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
                    question.run();
                }
                selector.select(this::read);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the clients of " + server.name() + " cannot go on", e);
        }
    }

    private void read(SelectionKey key) {
        Listener listener = (Listener) key.attachment();
        try {
            int count = ((SocketChannel) key.channel()).read(buffer.clear());
            if (count >= 0) {
                buffer.flip().get(bytes, 0, count);
                listener.take(bytes, count, Stamp.micros(), window);
                return;
            }
            key.channel().close();
        } catch (IOException e) {
            System.err.println("a client of " + server.name() + " was cut off: " + e);
        }
        ended++;
        key.cancel();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
