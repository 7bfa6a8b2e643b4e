// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections of an address that has too many, and those that have not brought a whole request in time:
 * one byte now and then keeps Jetty's own idle time from passing.
 *
 * <p>Jetty tells of connections on any thread, its scheduler looks after them.
 */
final class Strangers extends AbstractLifeCycle implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final ServerConnector connector;
    private final int mostPerAddress;
    private final Duration headTime;
    private final Map<String, Integer> addresses = new ConcurrentHashMap<>();
    /** With the address that each came from; once it is closed, it no longer knows. */
    private final Map<Connection, String> open = new ConcurrentHashMap<>();
    /** Where a connection has become another one after its request; the other, a WebSocket's, may bring none. */
    private final Set<EndPoint> upgraded = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    Strangers(ServerConnector connector, int mostPerAddress, Duration headTime) {
        this.connector = connector;
        this.mostPerAddress = mostPerAddress;
        this.headTime = headTime;
    }

    @Override
    protected void doStart() {
        connector.addBean(this, false); // so that it hears of connections
        later();
    }

    private void later() {
        connector.getScheduler().schedule(this::look, Math.max(100, headTime.toMillis() / 4), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        String address = address(connection);
        open.put(connection, address);
        // A connection that is upgraded is told of twice, as the one it was and the one it becomes.
        if (addresses.merge(address, 1, Integer::sum) > mostPerAddress) {
            LOG.info("{} has {} connections already, a further one is closed", address, mostPerAddress);
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String address = open.remove(connection);
        if (connection.getMessagesIn() > 0 && connection.getEndPoint().isOpen()) {
            upgraded.add(connection.getEndPoint());
        }
        if (address != null) {
            addresses.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
        }
    }

    private void look() {
        long oldest = System.currentTimeMillis() - headTime.toMillis();
        open.forEach((connection, address) -> {
            if (connection.getMessagesIn() == 0
                    && connection.getCreatedTimeStamp() < oldest
                    && !upgraded.contains(connection.getEndPoint())) {
                LOG.info("{} has brought no request within {} s, it is closed", address, headTime.toSeconds());
                connection.getEndPoint().close();
            }
        });
        if (isRunning()) {
            later();
        }
    }

    private static String address(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress internet
                        && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "a client of unknown address";
    }
}
