// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import jakarta.servlet.Servlet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.jackfield.control.Caller;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStreams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The devices in the web console. Any number of visitors may be served at once. */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=devices",
            ServletConstants.PLUGIN_TITLE + "=Devices",
            TablePage.CATEGORY
        })
public final class DevicesPage extends TablePage {
    private static final long serialVersionUID = 1;
    private static final Caller CALLER = Caller.named("the administrator at the web console");

    private final transient KnownDevices known;
    private final transient Rates rates;

    @Activate
    public DevicesPage(
            @Reference DeviceStreams streams, @Reference Devices devices, @Reference DeviceInventory inventory) {
        this(new KnownDevices(streams, devices, inventory), new Rates(System::nanoTime));
    }

    DevicesPage(KnownDevices known, Rates rates) {
        this.known = known;
        this.rates = rates;
    }

    @Override
    Table table() {
        List<KnownDevice> devices = known.all();
        rates.keep(devices.stream().map(KnownDevice::id).toList());
        return DiagnosisText.added(DeviceText.table(devices, rates), known::diagnosis);
    }

    @Override
    String summary(Table table) {
        return table.count("device");
    }

    @Override
    String act(String action, String key) throws InterruptedException {
        ControlledDevice device = known.controlled(key);
        return switch (action) {
            case "connect" -> await(device.connect(), key);
            case "disconnect" -> await(device.disconnect(CALLER), key);
            case "stop" -> {
                device.stopStream();
                yield "The stream of " + key + " is stopped.";
            }
            case "forget error" ->
                device.forgetError()
                        .map(error -> "Forgotten: " + error.type() + ": " + error.message())
                        .orElse(key + " has no error.");
            default -> throw unknownAction(action);
        };
    }

    private static String await(CompletionStage<DeviceInfo> work, String id) throws InterruptedException {
        return DeviceText.outcome(id, Patience.await(work, Patience.USUAL));
    }
}
