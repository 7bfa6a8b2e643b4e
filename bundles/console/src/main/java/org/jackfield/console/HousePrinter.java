// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.jackfield.control.Devices;
import org.jackfield.driver.Drivers;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.task.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Devices, drivers, tasks and connected clients for the console's configuration status, which people send when they ask for help.
 * Passwords of devices are not in it. Stateless.
 */
@Component(
        service = InventoryPrinter.class,
        property = {
            InventoryPrinter.NAME + "=jackfield",
            InventoryPrinter.TITLE + "=Jackfield",
            InventoryPrinter.FORMAT + "=TEXT",
            InventoryPrinter.FORMAT + "=JSON",
            InventoryPrinter.WEBCONSOLE + ":Boolean=true"
        })
public final class HousePrinter implements InventoryPrinter {
    private static final JsonMapper JSON = new JsonMapper();

    private final KnownDevices known;
    private final Drivers drivers;
    private final Tasks tasks;
    private final AllClients clients;

    @Activate
    public HousePrinter(
            @Reference DeviceStreams streams,
            @Reference Devices devices,
            @Reference DeviceInventory inventory,
            @Reference Drivers drivers,
            @Reference Tasks tasks,
            @Reference AllClients clients) {
        known = new KnownDevices(streams, devices, inventory);
        this.drivers = drivers;
        this.tasks = tasks;
        this.clients = clients;
    }

    @Override
    public void print(PrintWriter out, Format format, boolean isZip) {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("device", DiagnosisText.added(DeviceText.table(known.all()), known::diagnosis));
        tables.put("driver", DriverText.full(drivers.all()));
        tables.put("task", TaskText.table(tasks.all()));
        tables.put("client", ClientText.table(clients.clients()));
        tables.put("client total", ClientText.totals(clients.counts()));
        if (format.equals(Format.JSON)) {
            out.println(json(tables));
        } else {
            tables.forEach((name, table) -> out.println(table.count(name) + "\n\n" + table.text() + "\n"));
        }
    }

    private static String json(Map<String, Table> tables) {
        Map<String, List<Map<String, String>>> all = new LinkedHashMap<>();
        tables.forEach((name, table) -> all.put(name.replace(' ', '_') + "s", table.objects()));
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text are expected to be JSON, came " + all, e);
        }
    }
}
