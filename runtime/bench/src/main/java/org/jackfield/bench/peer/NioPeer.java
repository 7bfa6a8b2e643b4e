// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.peer;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.bench.source.Event;
import org.jackfield.bench.source.Pacer;
import org.jackfield.bench.source.Remote;

/**
 * What Java can do at all: every event formatted once into one ring of bytes, and one thread that writes to
 * each socket all that it lacks, with no HTTP server around it and nothing promised to the slow.
 *
 * <p>The pacer's thread writes the ring and then moves {@code head}; the main thread reads up to it.
 */
public final class NioPeer {
    private static final int RING_BYTES = 1 << 26;
    private static final int MOST_AT_ONCE = 1 << 18;
    private static final byte[] HEAD = String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "Content-Type: text/event-stream",
                    "Cache-Control: no-cache",
                    "Connection: close",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final ServerSocketChannel door;
    private final ByteBuffer ring = ByteBuffer.allocateDirect(RING_BYTES);
    private final List<Reader> readers = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(4096);
    private volatile long head;

    private static final class Reader {
        private final SocketChannel channel;
        private final ByteBuffer window;
        private boolean begun;
        private boolean blocked;
        private long position;

        private Reader(SocketChannel channel, ByteBuffer window) {
            this.channel = channel;
            this.window = window;
        }
    }

    private NioPeer() throws IOException {
        selector = Selector.open();
        door = ServerSocketChannel.open();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** The bench's control port is given. */
    public static void main(String[] arguments) throws Exception {
        NioPeer peer = new NioPeer();
        Pacer pacer = new Pacer(peer::publish);
        Remote.connect(Integer.parseInt(arguments[0]), peer.door.socket().getLocalPort(), pacer::rate);
        peer.run();
    }

    private void publish(long stamp) {
        byte[] event = Event.sse(stamp);
        long from = head;
        int offset = (int) (from % RING_BYTES);
        int first = Math.min(event.length, RING_BYTES - offset);
        ring.put(offset, event, 0, first);
        ring.put(0, event, first, event.length - first);
        head = from + event.length; // after the bytes: whoever sees it finds them
        selector.wakeup();
    }

    private void run() throws IOException {
        while (true) {
            selector.select(this::ready);
            long end = head;
            for (int i = readers.size() - 1; i >= 0; i--) {
                Reader reader = readers.get(i);
                if (!reader.blocked && reader.position < end) {
                    write(reader, end);
                }
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.isWritable()) {
                ((Reader) key.attachment()).blocked = false;
                key.interestOps(SelectionKey.OP_READ);
            } else {
                read((Reader) key.attachment());
            }
        } catch (IOException e) {
            leave((Reader) key.attachment());
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = door.accept(); channel != null; channel = door.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Reader(channel, ring.duplicate()));
        }
    }

    /** Whatever comes first is the request; what comes later is of no interest. */
    private void read(Reader reader) throws IOException {
        if (reader.channel.read(scratch.clear()) < 0) {
            leave(reader);
        } else if (!reader.begun) {
            reader.begun = true;
            reader.position = head;
            reader.channel.write(scratch.clear().put(HEAD).flip());
            readers.add(reader);
        }
    }

    private void write(Reader reader, long end) {
        try {
            if (end - reader.position > RING_BYTES / 2) {
                throw new EOFException("the reader is too far behind");
            }
            while (reader.position < end) {
                int offset = (int) (reader.position % RING_BYTES);
                int count = (int) Math.min(Math.min(end - reader.position, MOST_AT_ONCE), RING_BYTES - offset);
                int written =
                        reader.channel.write(reader.window.limit(offset + count).position(offset));
                reader.position += written;
                if (written < count) {
                    reader.blocked = true;
                    reader.channel.keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
            }
        } catch (IOException e) {
            leave(reader);
        }
    }

    private void leave(Reader reader) {
        readers.remove(reader);
        try {
            reader.channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }
}
