// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.StreamClients;
import org.jackfield.web.JerseyApplication;
import org.jackfield.web.read.ClientLimits;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The Jersey application below {@code /stream}, and the loops that write for its clients. */
@Component(service = Servlet.class, scope = ServiceScope.PROTOTYPE) // Jersey's servlet starts once in its life
@HttpWhiteboardServletName("org.jackfield.sse")
@HttpWhiteboardServletPattern("/stream/*")
@HttpWhiteboardServletAsyncSupported
@Designate(ocd = StreamServlet.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.jackfield.stream.StreamClients\"",
        effective = "active")
public final class StreamServlet extends ServletContainer {
    private static final long serialVersionUID = 1;

    /** What can be set for all event streams. */
    @ObjectClassDefinition(name = "Jackfield event streams", description = "How streams reach their clients.")
    @interface Config {
        @AttributeDefinition(
                name = "Writer threads",
                description = "Threads that write to clients; one serves thousands",
                min = "1",
                max = "64")
        int writers() default 1;

        @AttributeDefinition(
                name = "Give up after",
                description = "Seconds a client may take no byte before it is cut off",
                min = "1")
        int stalled_seconds() default 30;

        @AttributeDefinition(
                name = "Most clients",
                description = "Streams open at the same time; further ones are answered 503",
                min = "1")
        int clients_max() default 20_000;

        @AttributeDefinition(
                name = "Most clients of one address",
                description = "Streams open at the same time from one network address; further ones are answered 429."
                        + " Behind a proxy all clients have the proxy's address",
                min = "1")
        int clients_max_per_address() default 15_000;
    }

    private final transient ConnectedClients clients;
    private final transient List<WriterLoop> loops;
    private final transient DeviceBroadcasters broadcasters;
    private transient @Nullable ServiceRegistration<StreamClients> registration;

    @Activate
    public StreamServlet(
            BundleContext context, Config config, @Reference DeviceStreams streams, @Reference Journal journal) {
        this(
                new ConnectedClients(
                        loops(config), new ClientLimits(config.clients_max(), config.clients_max_per_address())),
                streams,
                journal);
        registration = context.registerService(StreamClients.class, clients, null);
    }

    private StreamServlet(ConnectedClients clients, DeviceStreams streams, Journal journal) {
        this(
                clients,
                EventSinks::outlet,
                new DeviceBroadcasters(streams, clients.loops(), new EventEncoder()),
                new JournalResource(journal));
    }

    /**
     * @param clients those who will be served
     * @param outlets how responses are written to
     * @param others resources beside that of the devices
     */
    StreamServlet(
            ConnectedClients clients,
            Function<AsyncContext, Outlet> outlets,
            DeviceBroadcasters broadcasters,
            Object... others) {
        super(application(clients, outlets, broadcasters).registerInstances(others));
        this.clients = clients;
        this.loops = clients.loops();
        this.broadcasters = broadcasters;
        loops.forEach(WriterLoop::start);
    }

    private static List<WriterLoop> loops(Config config) {
        if (config.writers() < 1 || config.writers() > 64 || config.stalled_seconds() < 1) {
            throw new IllegalArgumentException("writers must be from 1 to 64 and stalled.seconds at least 1, were "
                    + config.writers() + " and " + config.stalled_seconds());
        }
        List<WriterLoop> loops = new ArrayList<>();
        for (int i = 0; i < config.writers(); i++) {
            loops.add(
                    new WriterLoop("sse-writer-" + i, Pace.stalledAfter(Duration.ofSeconds(config.stalled_seconds()))));
        }
        return List.copyOf(loops);
    }

    private static ResourceConfig application(
            ConnectedClients clients, Function<AsyncContext, Outlet> outlets, DeviceBroadcasters broadcasters) {
        EventEncoder encoder = new EventEncoder();
        EventSinks sinks = new EventSinks(clients, encoder, outlets);
        Sse sse = new CursorSse(clients.loops(), encoder);
        Subscriptions subscriptions = new Subscriptions();
        ResourceConfig application = JerseyApplication.of(
                new DeviceStreamResource(broadcasters),
                new ManyDevicesResource(broadcasters, subscriptions),
                new SubscriptionResource(subscriptions));
        return application.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(sinks).to(ValueParamProvider.class);
                bind(sse).to(Sse.class);
            }
        });
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        request.setAttribute(EventSinks.REQUEST, request);
        super.service(request, response);
    }

    /** The container would cut the streams off in the middle; this ends them properly, while it still can. */
    @Override
    public void destroy() {
        WriterLoop.endStreams(loops);
        super.destroy();
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
        }
        WriterLoop.endStreams(loops);
        loops.forEach(WriterLoop::stop);
        broadcasters.close();
    }
}
