// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.servlet.Servlet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jackfield.control.Devices;
import org.jackfield.driver.Drivers;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.security.Administrator;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.task.Tasks;
import org.jackfield.web.JerseyApplication;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The Jersey application for everything that no other bundle has a path for. */
@Component(service = Servlet.class, scope = ServiceScope.PROTOTYPE) // Jersey's servlet starts once in its life
@HttpWhiteboardServletName("org.jackfield.rest")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
public final class RestServlet extends ServletContainer {
    private static final long serialVersionUID = 1;

    /** Ends before clients give up, which is after 30 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(29);

    @Activate
    public RestServlet(
            BundleContext context,
            @Reference DeviceStreams streams,
            @Reference Devices devices,
            @Reference DeviceInventory inventory,
            @Reference Tasks tasks,
            @Reference Drivers drivers,
            @Reference Administrator administrator) {
        this(
                context.getBundle().getVersion().toString(),
                Clock.systemUTC(),
                PATIENCE,
                new Services(streams, devices, inventory, tasks, drivers, administrator, new HealthChecks(context)));
    }

    RestServlet(String version, Clock clock, Duration patience, Services services) {
        super(JerseyApplication.of(resources(version, clock, patience, services)));
    }

    /** What is served here is somebody else's. */
    record Services(
            DeviceStreams streams,
            Devices devices,
            DeviceInventory inventory,
            Tasks tasks,
            Drivers drivers,
            Administrator administrator,
            HealthResource.Checks health) {}

    private static Object[] resources(String version, Clock clock, Duration patience, Services services) {
        Answers answers = new Answers(patience);
        List<Object> all = new ArrayList<>(List.of(
                new InfoResource(version),
                new HealthResource(clock, services.health()),
                new OpenApiResource(version),
                new DocsResource(),
                new DeviceTypesResource(services.inventory()),
                new DriversResource(services.drivers(), DriversResource.PATIENCE),
                new AdministratorFilter(services.administrator()),
                new ControlRefusals(),
                new InventoryRefusals()));
        addDevices(all, services, answers, clock);
        addTasks(all, services.tasks());
        return all.toArray();
    }

    private static void addDevices(List<Object> all, Services services, Answers answers, Clock clock) {
        Devices devices = services.devices();
        KnownDevices known = new KnownDevices(services.streams(), devices, services.inventory(), clock);
        Calls calls = new Calls(clock);
        Construction construction = new Construction(devices, services.inventory(), answers);
        all.addAll(List.of(
                new DevicesResource(known, services.inventory(), construction),
                new DeviceResource(known, services.inventory(), construction),
                new DeviceMethodsResource(known),
                new DeviceChannelsResource(known),
                new DeviceConnectResource(known, answers),
                new DeviceDisconnectResource(known, answers),
                new DeviceCallResource(known, calls, answers),
                new DeviceErrorResource(known, devices),
                new DeviceStreamStopResource(known, clock),
                new DeviceLeaseResource(known, devices),
                new CallsResource(calls),
                new CallResource(calls)));
    }

    private static void addTasks(List<Object> all, Tasks tasks) {
        all.addAll(List.of(
                new TasksResource(tasks),
                new TaskResource(tasks),
                new TaskParametersResource(tasks),
                new TaskErrorResource(tasks),
                new TaskTypesResource(tasks)));
    }
}
