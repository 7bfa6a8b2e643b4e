// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Listens where a web server would. */
public final class Door implements BundleActivator {
    private @Nullable ServerSocket socket;

    @Override
    public void start(BundleContext context) throws Exception {
        int port = Integer.parseInt(context.getProperty("jackfield.port"));
        socket = new ServerSocket(port, 50, InetAddress.getByName(context.getProperty("jackfield.host")));
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        if (socket != null) {
            socket.close();
        }
    }
}
