// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens its port when the house is ready, and not when Jetty starts, which is before anything is served: whoever came
 * then would be told that there is nothing, and an {@code EventSource} believes that for ever, while it tries again
 * where nobody listens.
 *
 * <p>Until then it is started in name only: Jetty opens a port with a connector's start and at no other time. Only
 * under Jetty's own lock on its start and stop does anything change.
 */
final class LateConnector extends ServerConnector {
    private static final Logger LOG = LoggerFactory.getLogger(LateConnector.class);
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final BooleanSupplier isHouseReady;
    private boolean isOpened;

    LateConnector(Server server, BooleanSupplier isHouseReady, ConnectionFactory... factories) {
        super(server, 1, 1, factories);
        this.isHouseReady = isHouseReady;
    }

    /** Not when the server would like it, which is before anything starts. */
    @Override
    public void open() throws IOException {
        if (isOpened) {
            super.open();
        }
    }

    @Override
    protected void doStart() throws Exception {
        isOpened = isHouseReady.getAsBoolean();
        if (isOpened) {
            super.doStart();
        } else {
            later();
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (isOpened) {
            super.doStop();
        }
    }

    private void later() {
        getScheduler().schedule(this::look, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        if (!isHouseReady.getAsBoolean()) {
            later();
            return;
        }
        try {
            stop();
            start();
        } catch (Exception e) { // Jetty's signature
            LOG.error("The port {} of {} cannot be opened", getPort(), getHost(), e);
        }
    }
}
