// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** One servlet on a real server. */
final class ServletServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Server server = new Server(0);
    private final String path;

    ServletServer(String path, HttpServlet servlet) throws Exception {
        this.path = path;
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), path + "/*");
        server.setHandler(context);
        server.start();
    }

    /** Asks for what lies behind the servlet's path. */
    HttpResponse<String> send(String method, String behind, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getURI().getPort() + path + behind))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
