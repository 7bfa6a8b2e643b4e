// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names this server answers to.
 *
 * <p>A page can have its own name resolve to our address and then read us as if we were its own server. It
 * always comes with that name, so names must be known. An IP address needs not be: there is nothing in it
 * that could be made to resolve to somebody else. Immutable.
 */
final class HostNames {
    private static final Logger LOG = LoggerFactory.getLogger(HostNames.class);
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    // No name has a colon in it.
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*]|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_-]+(?:\\.[\\p{Alnum}_-]+)*");

    private final Set<String> names;
    private final Supplier<String> ownName;

    HostNames(Set<String> names, Supplier<String> ownName) {
        this.names = Set.copyOf(names);
        this.ownName = ownName;
    }

    /**
     * @param listenHost where the server was told to listen; empty if it was not told
     * @param configured more names; one that cannot be a name is left out and logged
     */
    static HostNames of(String listenHost, String... configured) {
        Set<String> names = new HashSet<>();
        names.add("localhost");
        if (!listenHost.isBlank()) {
            names.add(plain(listenHost.strip()));
        }
        for (String entry : String.join(",", configured).split("[,\\s]+", -1)) {
            String name = plain(entry);
            if (NAME.matcher(name).matches()) {
                names.add(name);
            } else if (!name.isEmpty()) {
                LOG.warn("allowed.hosts must be names such as lab7.example.org, left out: {}", entry);
            }
        }
        return new HostNames(names, () -> Machine.NAME);
    }

    boolean allow(String host) {
        String name = plain(host);
        return names.contains(name)
                || name.endsWith(".localhost")
                || IPV4.matcher(name).matches()
                || IPV6.matcher(name).matches()
                || name.equals(ownName.get());
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** This machine, looked up when its name is first needed: where name service is broken that takes long. */
    private static final class Machine {
        private static final String NAME = name();

        private static String name() {
            try {
                return plain(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException e) {
                LOG.info(
                        "This machine does not know its own name, so that it is not allowed as a host: {}",
                        e.toString());
                return "localhost";
            }
        }
    }
}
