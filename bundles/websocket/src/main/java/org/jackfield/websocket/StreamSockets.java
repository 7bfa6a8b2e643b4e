// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.StreamClients;
import org.jackfield.web.read.Audience;
import org.jackfield.web.read.ClientLimits;
import org.jackfield.web.read.SharedCbor;
import org.jackfield.web.read.StreamQuery;
import org.jackfield.web.read.Visit;
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
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /ws/devices/{id}}: one device. {@code /ws/devices}: whichever the client says, as it says. */
@Component(service = Servlet.class, scope = ServiceScope.PROTOTYPE) // a servlet starts once in its life
@HttpWhiteboardServletName("org.jackfield.websocket")
@HttpWhiteboardServletPattern("/ws/*")
@Designate(ocd = StreamSockets.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.jackfield.stream.StreamClients\"",
        effective = "active")
public final class StreamSockets extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final String DEVICES = "/devices";

    /** What can be set for all WebSockets. */
    @ObjectClassDefinition(name = "Jackfield WebSockets", description = "How streams reach clients over WebSocket.")
    @interface Config {
        @AttributeDefinition(name = "Clients", description = "How many may be connected at a time", min = "1")
        int clients() default 20_000;

        @AttributeDefinition(
                name = "Clients of one address",
                description = "How many of them may come from one address; behind a proxy all do",
                min = "1")
        int clients_per_address() default 15_000;

        @AttributeDefinition(
                name = "Ping after",
                description = "Seconds without anything to send after which a client is asked whether it is there",
                min = "1")
        int ping_seconds() default 15;

        @AttributeDefinition(
                name = "Give up after",
                description = "Seconds a client may take no byte, or not answer a ping, before it is cut off",
                min = "1")
        int stalled_seconds() default 30;
    }

    private final transient DeviceStreams streams;
    private final transient Loop loop = new Loop("websocket-writer");
    private final transient Feeds feeds = new Feeds(loop);
    private final transient Audience<Client> subscribers = new Audience<>(loop, Client::pump);
    private final transient SharedCbor cbor = new SharedCbor();
    private final transient ClientLimits limits;
    private final transient Clients clients;
    private final transient Upgrade upgrade;
    private transient @Nullable ServiceRegistration<StreamClients> registration;

    @Activate
    public StreamSockets(BundleContext context, Config config, @Reference DeviceStreams streams) {
        this(
                streams,
                new ClientLimits(config.clients(), config.clients_per_address()),
                new Clients(
                        new Pace(
                                TICK,
                                Duration.ofSeconds(config.ping_seconds()),
                                Duration.ofSeconds(config.stalled_seconds()),
                                FAREWELL),
                        System::nanoTime));
        registration = context.registerService(StreamClients.class, clients, null);
    }

    StreamSockets(DeviceStreams streams, ClientLimits limits, Clients clients) {
        this.streams = streams;
        this.limits = limits;
        this.clients = clients;
        Pace pace = clients.pace();
        this.upgrade = new Upgrade(pace.ping().plus(pace.stalled().multipliedBy(2)));
        loop.repeat(pace.tick(), clients::look);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            open(request);
        } catch (Refusal e) {
            e.tell(response);
        }
    }

    private void open(HttpServletRequest request) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        if (!path.equals(DEVICES) && !(path.startsWith(DEVICES + "/") && path.indexOf('/', DEVICES.length() + 1) < 0)) {
            throw new Refusal(404, "NotFound", "WebSockets are at /ws/devices and /ws/devices/{id}, not at /ws" + path);
        }
        if (!request.getMethod().equals("GET")) {
            throw new Refusal(405, "MethodNotAllowed", "A WebSocket begins with GET", Map.of("Allow", "GET"));
        }
        StreamQuery query = new StreamQuery(name -> values(request, name));
        Source.Opening opening;
        Format format;
        try {
            format = Format.named(query.one("format"));
            opening = path.equals(DEVICES)
                    ? devices(format)
                    : device(path.substring(DEVICES.length() + 1), query, format);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "InvalidRequest", String.valueOf(e.getMessage()));
        }
        if (!Upgrade.isWanted(request)) {
            throw new Refusal(
                    426,
                    "UpgradeRequired",
                    "Here is a WebSocket (RFC 6455, version 13, over HTTP/1.1); the same streams without it are at"
                            + " /stream/devices",
                    Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13"));
        }
        open(opening, format, request);
    }

    private void open(Source.Opening opening, Format format, HttpServletRequest request) throws IOException {
        String address = request.getRemoteAddr();
        Runnable leave = enter(address);
        Visit visit = new Visit("ws", format.kind(), address, Instant.now());
        boolean upgraded = false;
        try {
            upgrade.to(new Client(opening, format, visit, clients, leave), request);
            upgraded = true;
        } finally {
            if (!upgraded) {
                leave.run();
            }
        }
    }

    private Runnable enter(String address) {
        try {
            return limits.enter(address);
        } catch (ClientLimits.TooMany e) {
            clients.refused();
            throw new Refusal(
                    e.isOfOneAddress() ? 429 : 503,
                    "TooManyClients",
                    String.valueOf(e.getMessage()),
                    Map.of("Retry-After", "5"));
        }
    }

    private Source.Opening device(String id, StreamQuery query, Format format) {
        DeviceStream stream = streams.find(id)
                .orElseThrow(() -> new Refusal(404, "DeviceNotFound", "No device found with ID: '" + id + "'"));
        if (!stream.info().streams()) {
            throw new Refusal(409, "DeviceError", "Device '" + id + "' does not support streaming");
        }
        return feeds.device(stream, query.view(), query.start(StartAt::after), format);
    }

    private Source.Opening devices(Format format) {
        return client -> {
            Source source =
                    new DevicesSource(streams.readMany(subscribers::call), format, cbor, () -> unsubscribed(client));
            subscribers.add(client);
            return source;
        };
    }

    private void unsubscribed(Client client) {
        subscribers.remove(client);
        if (subscribers.isEmpty()) {
            cbor.clear();
        }
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    /** Devices that are being read for those who read one. */
    int feeds() {
        return feeds.size();
    }

    /** The container would cut the streams off; this ends them properly, while it still can. */
    @Override
    public void destroy() {
        clients.close();
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
        }
        clients.close();
        loop.stop();
    }
}
