// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.servlet.Servlet;
import java.time.Clock;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jackfield.driver.Drivers;
import org.jackfield.security.Administrator;
import org.jackfield.stream.DeviceStreams;
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

    @Activate
    public RestServlet(
            BundleContext context,
            @Reference DeviceStreams streams,
            @Reference Drivers drivers,
            @Reference Administrator administrator) {
        this(context.getBundle().getVersion().toString(), Clock.systemUTC(), streams, drivers, administrator);
    }

    RestServlet(String version, Clock clock, DeviceStreams streams, Drivers drivers, Administrator administrator) {
        super(JerseyApplication.of(
                new InfoResource(version),
                new HealthResource(clock),
                new DevicesResource(streams),
                new DriversResource(drivers, DriversResource.PATIENCE),
                new AdministratorFilter(administrator)));
    }
}
