// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client as simple as they come: it keeps every event it is sent, in order. */
final class SseClient implements AutoCloseable {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final HttpURLConnection connection;
    private final List<Event> events = new ArrayList<>();
    private boolean ended;
    private String failure = "";

    record Event(String id, String name, String data) {
        long sequence() {
            return Long.parseLong(id);
        }
    }

    private SseClient(HttpURLConnection connection) {
        this.connection = connection;
    }

    static SseClient open(String url, OptionalLong lastEventId) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setRequestProperty("Accept", "text/event-stream");
            lastEventId.ifPresent(id -> connection.setRequestProperty("Last-Event-ID", String.valueOf(id)));
            if (connection.getResponseCode() != 200) {
                throw new IllegalStateException(url + " answered " + connection.getResponseCode());
            }
            SseClient client = new SseClient(connection);
            Thread reader = new Thread(client::read, "sse-client");
            reader.setDaemon(true);
            reader.start();
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SseClient open(String url) {
        return open(url, OptionalLong.empty());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            String id = "";
            String name = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line, 6, line.length());
                } else if (line.isEmpty() && data.length() > 0) {
                    add(new Event(id, name, data.toString()));
                    id = "";
                    name = "message";
                    data.setLength(0);
                }
            }
            end("");
        } catch (IOException e) {
            end(e.toString());
        }
    }

    private synchronized void add(Event event) {
        events.add(event);
        notifyAll();
    }

    private synchronized void end(String why) {
        ended = true;
        failure = why;
        notifyAll();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    List<Event> data() {
        return events().stream()
                .filter(event -> event.name().equals("device_data"))
                .toList();
    }

    /** Waits for the first event from {@code from} on that fits, and returns its index. */
    synchronized int await(int from, String what, Predicate<Event> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        int next = from;
        while (true) {
            for (; next < events.size(); next++) {
                if (wanted.test(events.get(next))) {
                    return next;
                }
            }
            long left = end - System.nanoTime();
            if (ended || left <= 0) {
                throw new AssertionError("no " + what + " among " + events.size() + " events, stream "
                        + (ended ? "ended " + failure : "open") + "; last: "
                        + events.subList(Math.max(0, events.size() - 5), events.size()));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized String awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!ended) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("the stream has not ended");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return failure;
    }

    int awaitData(int from, int count) throws InterruptedException {
        int at = from;
        for (int i = 0; i < count; i++) {
            at = await(at, "data", event -> event.name().equals("device_data")) + 1;
        }
        return at;
    }

    int awaitStatus(int from, String state) throws InterruptedException {
        return await(
                from,
                "status " + state,
                event -> event.name().equals("device_status") && event.data().contains("\"state\":\"" + state + '"'));
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
