// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /ui/dashboards}: names; {@code /ui/dashboards/{name}}: one of them, to read, keep and remove. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("org.jackfield.ui.dashboards")
@HttpWhiteboardServletPattern("/ui/dashboards/*")
public final class DashboardServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Dashboards dashboards;

    @Activate
    public DashboardServlet(BundleContext context) {
        this(new Dashboards(folder(context.getProperty("jackfield.home"))));
    }

    DashboardServlet(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    private static Path folder(@Nullable String home) {
        if (home == null) {
            throw new IllegalStateException(
                    "the framework property jackfield.home must name the home folder, is not set");
        }
        return Path.of(home, "data", "dashboards");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (Dashboards.Refused e) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "InvalidDashboard", String.valueOf(e.getMessage()));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String name = path == null ? "" : path.substring(1);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> read(name, response);
            case "PUT" -> {
                dashboards.keep(name, request.getInputStream().readNBytes(Dashboards.MAX_BYTES + 1));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case "DELETE" -> {
                if (dashboards.remove(name)) {
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                } else {
                    notFound(response, name);
                }
            }
            default -> {
                response.setHeader("Allow", "GET, HEAD, PUT, DELETE");
                refuse(response, 405, "MethodNotAllowed", "dashboards are read, put and deleted");
            }
        }
    }

    private void read(String name, HttpServletResponse response) throws IOException {
        if (name.isEmpty()) {
            send(response, HttpServletResponse.SC_OK, Dashboards.json(Map.of("dashboards", dashboards.names())));
            return;
        }
        Optional<byte[]> content = dashboards.find(name);
        if (content.isPresent()) {
            send(response, HttpServletResponse.SC_OK, content.get());
        } else {
            notFound(response, name);
        }
    }

    private static void notFound(HttpServletResponse response, String name) throws IOException {
        refuse(
                response,
                HttpServletResponse.SC_NOT_FOUND,
                "DashboardNotFound",
                "No dashboard found with name: '" + name + "'");
    }

    private static void refuse(HttpServletResponse response, int status, String type, String message)
            throws IOException {
        Map<String, Object> error = Map.of(
                "type",
                type,
                "message",
                message,
                "origin",
                "framework",
                "timestamp",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "context",
                Map.of());
        send(response, status, Dashboards.json(Map.of("error", error)));
    }

    private static void send(HttpServletResponse response, int status, byte[] json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
