// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The clients of all streams for who sits at a Gogo shell. Gogo finds the commands by the properties and calls the
 * methods of their names. Stateless.
 */
@Component(
        service = ClientCommands.class,
        property = {
            "osgi.command.scope=jackfield",
            "osgi.command.function=clients",
            "osgi.command.function=clientDisconnect"
        })
public final class ClientCommands {
    private final AllClients clients;

    @Activate
    public ClientCommands(@Reference AllClients clients) {
        this.clients = clients;
    }

    /** {@code jackfield:clients}: how many there are and were, and those connected, one a line. */
    @Descriptor("who reads streams, and how far each has got")
    public String clients() {
        Table table = ClientText.table(clients.clients());
        String summary = ClientText.summary(table, clients.counts());
        return table.rows().isEmpty() ? summary : summary + "\n" + table.text();
    }

    /** {@code jackfield:clientDisconnect sse-7}: ends its stream; it may come back. */
    @Descriptor("ends the stream of one client, which may come back")
    public String clientDisconnect(@Descriptor("as clients lists it, such as sse-7") String id) {
        return clients.disconnect(id);
    }
}
