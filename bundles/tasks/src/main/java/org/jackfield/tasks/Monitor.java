// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.Map;
import org.jackfield.control.Devices;
import org.jackfield.task.Task;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells when a channel leaves its range. */
@Component(property = TaskType.NAME + "=Monitor")
public final class Monitor implements TaskType {
    private final Devices devices;

    @Activate
    public Monitor(@Reference Devices devices) {
        this.devices = devices;
    }

    @Override
    public String doc() {
        return "Watches a channel and raises monitor_alarm when it is too high or too low, monitor_cleared when it no "
                + "longer is. Others may use the device. The limits can be changed while it runs.";
    }

    @Override
    public Map<String, Object> schema() {
        return new Fields()
                .must("device", Fields.device("whose samples"))
                .may("channel", Quantity.CHANNEL)
                .may("above", Fields.of("number", "alarm above this"))
                .may("below", Fields.of("number", "alarm below this"))
                .may(
                        "hold_off",
                        Fields.of(
                                "number",
                                "seconds that a change must last before it is told",
                                "minimum",
                                0,
                                "maximum",
                                86_400,
                                "default",
                                0))
                .may(
                        "seconds",
                        Fields.of(
                                "number",
                                "how long; without it until it is cancelled",
                                "exclusiveMinimum",
                                0,
                                "maximum",
                                31_536_000))
                .schema();
    }

    @Override
    public Task create(Map<String, @Nullable Object> values) {
        Parameters parameters = new Parameters(values);
        String device = parameters.text("device");
        return new MonitorTask(
                Quantity.of(devices.find(device), device, parameters.optionalText("channel")),
                new MonitorTask.Limits(
                        parameters.optionalNumber("above"),
                        parameters.optionalNumber("below"),
                        parameters.number("hold_off")),
                parameters.optionalNumber("seconds").orElse(Double.POSITIVE_INFINITY));
    }
}
