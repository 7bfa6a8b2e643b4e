// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.peer;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jackfield.bench.source.Event;
import org.jackfield.bench.source.Pacer;
import org.jackfield.bench.source.Remote;
import org.jackfield.bench.source.Stamp;
import org.jspecify.annotations.Nullable;

/** Jersey's own broadcaster, as its manual shows it, on the Jetty that the product has. */
public final class JerseyPeer {
    private JerseyPeer() {}

    /** What clients ask for; the pacer publishes to whoever is there. */
    @Path("events")
    @Singleton
    public static final class Events {
        private volatile @Nullable Channel channel;

        private record Channel(Sse sse, SseBroadcaster broadcaster) {}

        @GET
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void listen(@Context SseEventSink sink, @Context Sse sse) {
            sink.send(sse.newEventBuilder().comment("here").build());
            channel(sse).broadcaster.register(sink);
        }

        private synchronized Channel channel(Sse sse) {
            Channel known = channel;
            if (known == null) {
                known = new Channel(sse, sse.newBroadcaster());
                channel = known;
            }
            return known;
        }

        void publish(long stamp) {
            Channel to = channel;
            if (to == null) {
                return;
            }
            try {
                to.broadcaster.broadcast(to.sse
                        .newEventBuilder()
                        .id(Long.toString(stamp / Stamp.END))
                        .name(Event.NAME)
                        .data(String.class, new String(Event.json(stamp), StandardCharsets.US_ASCII))
                        .build());
            } catch (IllegalStateException e) {
                // A client with 256 events waiting makes it fail for its publisher; the client will be missed.
                Thread.onSpinWait();
            }
        }
    }

    /** The bench's control port is given. */
    public static void main(String[] arguments) throws Exception {
        Events events = new Events();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(4096);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new ServletContainer(new ResourceConfig().register(events)));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        Pacer pacer = new Pacer(events::publish);
        Remote.connect(Integer.parseInt(arguments[0]), connector.getLocalPort(), pacer::rate);
        server.join();
    }
}
