// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClientCommandsTest {
    private final MemoryClients clients = new MemoryClients();
    private final Shell shell = new Shell();

    @BeforeEach
    void offerTheCommands() {
        shell.offer(new ClientCommands(new AllClients(List.of(clients))), "clients", "clientDisconnect");
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void theClientsAreATableBelowTheCounts() throws Exception {
        assertThat(shell.type("clients")).startsWith("0 clients connected; since the start 0 opened");
        clients.add("sse-1", "10.0.0.7", 41);
        assertThat(shell.type("clients").lines())
                .hasSize(3)
                .contains(
                        "CLIENT  ADDRESS   KIND  DEVICES       SINCE                 POSITION  LAG  GAPS  BYTES",
                        "sse-1   10.0.0.7  sse   daq1, lab1-*  2026-03-01T09:15:00Z  41        7    2     123456");
    }

    @Test
    void aClientIsDisconnected() throws Exception {
        clients.add("sse-1", "10.0.0.7", 41);
        assertThat(shell.type("clientDisconnect sse-1")).isEqualTo("sse-1 is disconnected.");
        assertThatThrownBy(() -> shell.type("clientDisconnect sse-1")).hasMessageContaining("there is no client sse-1");
    }
}
