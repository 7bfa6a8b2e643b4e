// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.event.Journal;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.Tasks;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

/** The services of the control plane as another bundle finds them. */
@RunWith(PaxExam.class)
public class ServicesIT {
    @Inject
    BundleContext context;

    @Inject
    Devices devices;

    @Inject
    DeviceInventory inventory;

    @Inject
    Tasks tasks;

    @Inject
    Journal journal;

    @Configuration
    public Option[] product() throws IOException {
        return InsideProduct.options();
    }

    @Before
    public void aDriverIsThere() throws Exception {
        Path drivers = Path.of(context.getProperty("jackfield.home")).resolve("drivers");
        DriverJars.drop(DriverJars.shipped(Path.of(System.getProperty("jackfield.product"))), drivers);
        InsideProduct.until("d1 has commands", () -> devices.find("d1")
                .map(device -> !device.commands().isEmpty())
                .orElse(false));
    }

    private Object call(ControlledDevice device, Caller caller, CommandCall call) throws Exception {
        return String.valueOf(device.call(caller, call)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .value());
    }

    @Test
    public void aDeviceIsAddedToldOwnedAndRemoved() throws Exception {
        assertTrue(inventory.types().stream().anyMatch(type -> type.name().equals("Detector")));
        assertThrows(InventoryRefused.class, () -> inventory.add("pm1", "Detector", Map.of("level", "loud")));
        inventory.add("pm1", "Detector", Map.of("level", 4));
        InsideProduct.until("pm1 is there", () -> devices.find("pm1").isPresent());
        ControlledDevice device = devices.find("pm1").orElseThrow();
        InsideProduct.until("its driver is there", () -> !device.commands().isEmpty());
        device.connect().toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertTrue(device.commands().stream().map(CommandInfo::name).toList().contains("setLevel"));
        assertEquals("4.0", call(device, Caller.named("test"), CommandCall.of("level")));
        try (Devices.Hold hold = devices.claim("t1", Set.of("pm1", "d1"))) {
            assertThrows(ControlRefused.class, () -> devices.lease("d1", "Anna", "", Duration.ofMinutes(1)));
            assertEquals("5.0", call(device, Caller.task("t1"), CommandCall.of("setLevel", 5)));
            CompletableFuture<?> refused =
                    device.call(Caller.named("t1"), CommandCall.of("level")).toCompletableFuture();
            InsideProduct.until("it is refused", refused::isCompletedExceptionally);
            assertEquals(
                    "t1", devices.find("d1").orElseThrow().owner().orElseThrow().name());
            assertTrue(hold != null);
        }
        inventory.remove("pm1");
        InsideProduct.until("pm1 has no driver", () -> device.info().driver().isEmpty());
    }

    @Test
    public void aTaskRunsAndIsToldOfToTheJournalsReaders() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        FrameReader reader = journal.read(frame -> frame.eventName().startsWith("task_"), StartAt.NOW, () -> {});

        tasks.start("c1", "Collect", Map.of("device", "d1", "samples", 5));
        InsideProduct.until(
                "it has ended", () -> !tasks.find("c1").orElseThrow().state().isRunning());
        InsideProduct.until("its end is told", () -> {
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                told.add(frame.eventName());
            }
            return told.contains("task_ended");
        });
        reader.close();

        assertEquals(TaskInfo.State.SUCCEEDED, tasks.find("c1").orElseThrow().state());
        assertEquals("task_started", told.get(0));
        assertTrue(devices.find("d1").orElseThrow().owner().isEmpty());
    }
}
