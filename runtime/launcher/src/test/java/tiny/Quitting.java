// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Listens where a web server would and stops the framework as soon as it is sent anything. */
public final class Quitting implements BundleActivator {
    private @Nullable ServerSocket socket;

    @Override
    public void start(BundleContext context) throws Exception {
        int port = Integer.parseInt(context.getProperty("jackfield.port"));
        ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        socket = listening;
        new Thread(() -> listen(listening, context), "tiny").start();
    }

    private static void listen(ServerSocket listening, BundleContext context) {
        try {
            boolean sent = false;
            while (!sent) {
                try (Socket client = listening.accept()) {
                    sent = client.getInputStream().read() >= 0;
                }
            }
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
        } catch (IOException | BundleException e) {
            throw new IllegalStateException("The framework must stop when asked to", e);
        }
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        if (socket != null) {
            socket.close();
        }
    }
}
