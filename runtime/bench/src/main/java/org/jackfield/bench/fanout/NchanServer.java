// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jackfield.bench.Folders;
import org.jackfield.bench.Processes;
import org.jackfield.bench.Product;
import org.jackfield.bench.source.Event;
import org.jackfield.bench.source.Pacer;
import org.jackfield.bench.source.Stamp;

/**
 * nginx with nchan, as Debian has them. The bench posts the events over one connection and does not wait for
 * an answer before the next, which is the fastest that nchan's HTTP publisher can be fed.
 */
final class NchanServer implements Server {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final String CONFIGURATION =
            """
            load_module %1$s;
            daemon off;
            worker_processes 1;
            worker_rlimit_nofile 20000;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 16384; }
            http {
              access_log off;
              keepalive_requests 1000000000;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen 127.0.0.1:%2$d backlog=4096;
                nchan_channel_id bench;
                location = /publish {
                  nchan_publisher http;
                  nchan_message_buffer_length 10000;
                  nchan_message_timeout 10s;
                }
                location = /events {
                  nchan_subscriber eventsource;
                  nchan_subscriber_first_message newest;
                }
              }
            }
            """;

    private final Path folder;
    private final Process process;
    private final int port;
    private final SocketChannel publisher;
    private final Pacer pacer = new Pacer(this::publish);
    private final byte[] head;

    private NchanServer(Path folder, Process process, int port, SocketChannel publisher) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.publisher = publisher;
        this.head = ("POST /publish HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
                        + Event.json(Stamp.now(Stamp.FIRST)).length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static NchanServer start() throws Exception {
        if (!Files.exists(NGINX) || !Files.exists(MODULE)) {
            throw new IllegalStateException("nginx with nchan is not installed: apt-get install nginx"
                    + " libnginx-mod-nchan, or leave it out with --peers");
        }
        Path folder = Files.createTempDirectory("jackfield-bench-nchan");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(MODULE, port));
        Process process = new ProcessBuilder(List.of(
                        NGINX.toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-e",
                        folder.resolve("error.log").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Product.until("nginx answers", () -> accepts(address));
        NchanServer server = new NchanServer(folder, process, port, SocketChannel.open(address));
        Thread answers = new Thread(server::discard, "nchan-answers");
        answers.setDaemon(true);
        answers.start();
        return server;
    }

    private static boolean accepts(InetSocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException e) {
            return false; // it is about to start
        }
    }

    private void publish(long stamp) {
        ByteBuffer[] request = {ByteBuffer.wrap(head), ByteBuffer.wrap(Event.json(stamp))};
        try {
            while (request[1].hasRemaining()) {
                publisher.write(request);
            }
        } catch (ClosedChannelException e) {
            pacer.close();
        } catch (IOException e) {
            throw new IllegalStateException("nchan takes no more events", e);
        }
    }

    private void discard() {
        ByteBuffer answers = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (publisher.read(answers.clear()) >= 0) {}
        } catch (AsynchronousCloseException e) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException("nchan's answers cannot be read", e);
        }
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String path() {
        return "/events";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void rate(long eventsPerSecond) {
        pacer.rate(eventsPerSecond);
    }

    @Override
    public void tidy() {
        // It keeps nothing that it could do without.
    }

    @Override
    public void close() throws IOException {
        pacer.close();
        publisher.close();
        Processes.end(process);
        Folders.delete(folder);
    }
}
