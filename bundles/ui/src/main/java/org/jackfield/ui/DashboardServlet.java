// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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
        this(new Dashboards(Home.data(context).resolve("dashboards")));
    }

    DashboardServlet(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (Refused e) {
            Answer.refuse(
                    response, HttpServletResponse.SC_BAD_REQUEST, "InvalidDashboard", String.valueOf(e.getMessage()));
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
                Answer.refuse(response, 405, "MethodNotAllowed", "dashboards are read, put and deleted");
            }
        }
    }

    private void read(String name, HttpServletResponse response) throws IOException {
        if (name.isEmpty()) {
            Answer.send(response, Map.of("dashboards", dashboards.names()));
            return;
        }
        Optional<byte[]> content = dashboards.find(name);
        if (content.isPresent()) {
            Answer.send(response, content.get());
        } else {
            notFound(response, name);
        }
    }

    private static void notFound(HttpServletResponse response, String name) throws IOException {
        Answer.refuse(
                response,
                HttpServletResponse.SC_NOT_FOUND,
                "DashboardNotFound",
                "No dashboard found with name: '" + name + "'");
    }
}
