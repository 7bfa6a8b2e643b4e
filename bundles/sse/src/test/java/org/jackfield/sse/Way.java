// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.servlet.AsyncContext;

/** The two ways to a client. */
enum Way {
    JETTY,
    SERVLET;

    Outlet outlet(AsyncContext context) {
        return this == JETTY ? new JettyOutlet(context) : new ServletOutlet(context);
    }
}
