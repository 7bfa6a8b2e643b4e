// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Where the web server will listen, tried before anything else starts.
 *
 * @param host as it was asked for
 * @param ip what that means on this machine
 * @param port never 0
 */
record Address(String host, InetAddress ip, int port) {
    private static final int CONNECT_MILLIS = 500;

    /**
     * Opens the port and closes it again.
     *
     * @param wanted 0 for any that is free
     */
    static Address free(String host, int wanted) {
        InetAddress ip = resolve(host);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the web server does: connections that just ended don't count
            socket.bind(new InetSocketAddress(ip, wanted));
            return new Address(host, ip, socket.getLocalPort());
        } catch (BindException e) {
            throw refused(new Address(host, ip, wanted), e);
        } catch (IOException e) {
            throw CannotStart.because("Port " + wanted + " on " + host + " cannot be opened: " + Reason.of(e) + ".");
        }
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw CannotStart.because(
                    "'" + host + "' is not a host name that this machine knows; choose another with" + " --host.");
        }
    }

    private static CannotStart refused(Address address, BindException cause) {
        if (!address.isOfThisMachine()) {
            return CannotStart.because(
                    address.host + " is not an address of this machine; choose another with --host.");
        }
        if (address.accepts()) {
            return CannotStart.because("Port " + address.port + " on " + address.host
                    + " is in use by another program; stop it or choose another with --port.");
        }
        return CannotStart.because("Port " + address.port + " on " + address.host + " cannot be opened ("
                + Reason.of(cause) + "); choose another with --port.");
    }

    private boolean isOfThisMachine() {
        try {
            return ip.isAnyLocalAddress() || ip.isLoopbackAddress() || NetworkInterface.getByInetAddress(ip) != null;
        } catch (SocketException e) {
            return true; // not known to be another's; the reason for the refusal will be told as it is
        }
    }

    /** Whether somebody answers there. */
    boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(reachableIp(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) { // nobody yet; whoever asks knows how long to go on asking
            return false;
        }
    }

    /** Whether other machines may reach it. */
    boolean isOpenToOthers() {
        return !ip.isLoopbackAddress();
    }

    /** For a browser on this machine. */
    String url() {
        String name = ip.isAnyLocalAddress() ? reachableIp().getHostAddress() : host;
        return "http://" + (name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name) + ":" + port + "/";
    }

    private InetAddress reachableIp() {
        if (!ip.isAnyLocalAddress()) {
            return ip;
        }
        return resolve(ip instanceof Inet6Address ? "::1" : "127.0.0.1");
    }
}
