// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.inventory.Format;
import org.jackfield.control.Diagnosis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HousePrinterTest {
    private final HouseOfDevices house = new HouseOfDevices();
    private final MemoryTasks tasks = new MemoryTasks();
    private final MemoryClients clients = new MemoryClients();
    private final HousePrinter printer = new HousePrinter(
            house,
            house.control(),
            new MemoryInventory(),
            new DriverCommandsTest.Folder(),
            tasks,
            new AllClients(List.of(clients)));

    @BeforeEach
    void fillTheHouse() {
        house.add("daq1").lastError = Optional.of(HouseOfDevices.error("IOException", "port closed"));
        tasks.start("run7", "Collect", Map.of());
        clients.add("ws-1", "10.0.0.7", 41);
    }

    private String print(Format format) {
        StringWriter out = new StringWriter();
        printer.print(new PrintWriter(out, true), format, true);
        return out.toString();
    }

    @Test
    void theTextHasATableOfEachKind() {
        assertThat(print(Format.TEXT))
                .contains("1 device", "daq1", "port closed", "0 drivers", "1 task", "run7", "1 client", "ws-1");
    }

    @Test
    void whereAThreadHangsIsBelowTheTable() {
        house.add("daq1").diagnosis = new Diagnosis(
                0,
                0,
                1,
                1,
                0,
                "device daq1",
                Optional.of(new Diagnosis.Busy("connect", HouseOfDevices.TIME, List.of("at acme.Daq.connect"))),
                List.of());

        assertThat(print(Format.TEXT))
                .contains("\n\ndaq1: device daq1, in 'connect' since 2026-03-01T09:15:00Z\n  at acme.Daq.connect\n");
    }

    @Test
    void theJsonHasWhatTheTablesHave() throws Exception {
        JsonNode json = new JsonMapper().readTree(print(Format.JSON));

        assertThat(json.at("/devices/0/last_error").textValue()).isEqualTo("IOException: port closed");
        assertThat(json.at("/drivers")).isEmpty();
        assertThat(json.at("/clients/0/position").textValue()).isEqualTo("41");
        assertThat(json.at("/client_totals/0/refused").textValue()).isEqualTo("3");
        assertThat(json.at("/tasks/0/progress").textValue()).isEqualTo("50 %");
    }
}
