// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jackfield.stream.Counts;
import org.jackfield.stream.StreamClient;
import org.jackfield.stream.StreamClients;

/** Clients that are only said to be there. */
final class MemoryClients implements StreamClients {
    private final List<StreamClient> all = new CopyOnWriteArrayList<>();
    private long opened;

    void add(String id, String address, long position) {
        opened++;
        Instant since = Instant.parse("2026-03-01T09:15:00.5Z");
        all.add(new StreamClient(id, address, "sse", List.of("daq1", "lab1-*"), since, position, 7, 2, 123_456));
    }

    @Override
    public List<StreamClient> clients() {
        return List.copyOf(all);
    }

    @Override
    public boolean disconnect(String id) {
        return all.removeIf(client -> client.id().equals(id));
    }

    @Override
    public Counts counts() {
        return opened == 0 ? new Counts(0, 0, 0) : new Counts(opened, 3, 1);
    }
}
