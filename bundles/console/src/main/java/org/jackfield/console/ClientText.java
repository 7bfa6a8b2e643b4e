// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jackfield.stream.Counts;
import org.jackfield.stream.StreamClient;

/** Connected clients as people read them. */
final class ClientText {
    private static final int LONGEST = 100;

    private ClientText() {}

    static Table table(List<StreamClient> clients) {
        return new Table(
                List.of("Client", "Address", "Kind", "Devices", "Since", "Position", "Lag", "Gaps", "Bytes"),
                clients.stream().map(ClientText::row).toList());
    }

    private static Table.Row row(StreamClient client) {
        return new Table.Row(
                client.id(),
                List.of(
                        client.id(),
                        client.address(),
                        client.kind(),
                        TextTable.shortened(String.join(", ", client.devices()), LONGEST),
                        client.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                        client.position() < 0 ? "" : String.valueOf(client.position()),
                        String.valueOf(client.lag()),
                        String.valueOf(client.gaps()),
                        String.valueOf(client.bytes())),
                List.of("disconnect"));
    }

    /** How many there were. */
    static Table totals(Counts counts) {
        List<String> cells = Stream.of(counts.opened(), counts.refused(), counts.cut())
                .map(String::valueOf)
                .toList();
        return new Table(
                List.of("Opened", "Refused", "Cut"), List.of(new Table.Row("since the start", cells, List.of())));
    }

    /** How many there are and were. */
    static String summary(Table clients, Counts counts) {
        return clients.count("client") + " connected; since the start " + counts.opened() + " opened, "
                + counts.refused() + " refused because of the limits, " + counts.cut()
                + " cut because they did not read";
    }
}
