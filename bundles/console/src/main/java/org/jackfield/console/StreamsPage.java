// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import jakarta.servlet.Servlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The clients of all streams in the web console. Any number of visitors may be served at once. */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=streams",
            ServletConstants.PLUGIN_TITLE + "=Streams",
            TablePage.CATEGORY
        })
public final class StreamsPage extends TablePage {
    private static final long serialVersionUID = 1;

    private final transient AllClients clients;

    @Activate
    public StreamsPage(@Reference AllClients clients) {
        this.clients = clients;
    }

    @Override
    Table table() {
        return ClientText.table(clients.clients());
    }

    @Override
    String summary(Table table) {
        return ClientText.summary(table, clients.counts());
    }

    @Override
    String act(String action, String key) {
        if (!action.equals("disconnect")) {
            throw unknownAction(action);
        }
        return clients.disconnect(key);
    }
}
