// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /ui/tags}: those of all devices, to read; {@code /ui/tags/{device}}: those of one, to put. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("org.jackfield.ui.tags")
@HttpWhiteboardServletPattern("/ui/tags/*")
public final class TagServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Tags tags;

    @Activate
    public TagServlet(BundleContext context) {
        this(new Tags(Home.data(context).resolve("tags.json")));
    }

    TagServlet(Tags tags) {
        this.tags = tags;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String device = path == null ? "" : path.substring(1);
        String method = request.getMethod();
        try {
            if (device.isEmpty() && (method.equals("GET") || method.equals("HEAD"))) {
                Answer.send(response, Map.of("tags", tags.all()));
            } else if (!device.isEmpty() && method.equals("PUT")) {
                tags.keep(device, request.getInputStream().readNBytes(Tags.MAX_BYTES + 1));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                response.setHeader("Allow", device.isEmpty() ? "GET, HEAD" : "PUT");
                Answer.refuse(response, 405, "MethodNotAllowed", "all tags are read, those of one device are put");
            }
        } catch (Refused e) {
            Answer.refuse(response, HttpServletResponse.SC_BAD_REQUEST, "InvalidTags", String.valueOf(e.getMessage()));
        }
    }
}
