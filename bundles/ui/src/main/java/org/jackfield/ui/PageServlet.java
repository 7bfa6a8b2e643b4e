// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /ui/}: the page and what it is made of. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("org.jackfield.ui")
@HttpWhiteboardServletPattern("/ui/*")
public final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient PageFiles files;

    @Activate
    public PageServlet(@Reference PageFiles files) {
        this.files = files;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Optional<PageFile> file =
                path == null || path.equals("/") ? Optional.of(files.start()) : files.find(path.substring(1));
        if (file.isPresent()) {
            file.get().answer(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
