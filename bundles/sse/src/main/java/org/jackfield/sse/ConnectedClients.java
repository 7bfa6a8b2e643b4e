// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jackfield.stream.Counts;
import org.jackfield.stream.StreamClient;
import org.jackfield.stream.StreamClients;
import org.jackfield.web.read.ClientLimits;

/** Who reads here, for those who want to see it. Any thread may ask; the monitor lets one ask the clients at a time. */
final class ConnectedClients implements StreamClients {
    private final List<WriterLoop> loops;
    private final ClientLimits limits;
    private final AtomicLong refused = new AtomicLong();

    ConnectedClients(List<WriterLoop> loops, ClientLimits limits) {
        this.loops = loops;
        this.limits = limits;
    }

    List<WriterLoop> loops() {
        return loops;
    }

    /**
     * Lets one more in.
     *
     * @return lets it out
     * @throws ClientLimits.TooMany which is counted
     */
    Runnable enter(String address) {
        try {
            return limits.enter(address);
        } catch (ClientLimits.TooMany e) {
            refused.incrementAndGet();
            throw e;
        }
    }

    private Stream<Connection> connections() {
        return loops.stream().flatMap(WriterLoop::connections);
    }

    @Override
    public synchronized List<StreamClient> clients() {
        return connections()
                .sorted(Comparator.comparingLong(
                        connection -> connection.visit().number()))
                .map(Connection::seen)
                .toList();
    }

    @Override
    public boolean disconnect(String id) {
        Optional<Connection> found = connections()
                .filter(connection -> connection.visit().id().equals(id))
                .findAny();
        found.ifPresent(connection -> connection.end(Optional.empty()));
        return found.isPresent();
    }

    @Override
    public Counts counts() {
        return loops.stream().map(WriterLoop::counts).reduce(new Counts(0, refused.get(), 0), Counts::plus);
    }
}
