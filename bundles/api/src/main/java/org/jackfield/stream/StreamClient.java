// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.time.Instant;
import java.util.List;

/**
 * A connected client at one moment.
 *
 * @param id names it among the clients of all transports as long as it is connected, and nobody afterwards
 * @param address where it comes from, as the limits for each address see it
 * @param kind the transport and the form in which it gets its frames, such as {@code sse}, {@code ndjson} or
 *     {@code websocket-cbor}
 * @param devices the names and patterns that it reads, as it has asked for them; empty if it reads the
 *     journal
 * @param since when it was connected
 * @param position the last number it was given, with which it would come back: a sequence number if it reads one
 *     device, else a place among all frames; -1 before the first
 * @param lag frames that are there for it and were not handed to its connection yet
 * @param gaps how often it was told that it has missed something
 * @param bytes handed to its connection, before compression and without the transport's own framing
 */
public record StreamClient(
        String id,
        String address,
        String kind,
        List<String> devices,
        Instant since,
        long position,
        long lag,
        long gaps,
        long bytes) {

    public StreamClient {
        devices = List.copyOf(devices);
    }
}
