// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;

/** {@code /}: the page for browsers; programs go on to whoever answers them. */
// A pattern of "/" would mean everything; the whiteboard compares paths without their first slash or with it.
@Component(service = Filter.class, property = HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_REGEX + "=/?")
@HttpWhiteboardFilterAsyncSupported
public final class FrontDoor extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient PageFiles files;

    @Activate
    public FrontDoor(@Reference PageFiles files) {
        this.files = files;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (reads && wantsPage(request.getHeader("Accept"))) {
            files.start().answer(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Browsers name this type before any other; programs that name it at all put JSON before it. */
    static boolean wantsPage(@Nullable String accept) {
        return accept != null && accept.strip().toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}
