// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.stream.DevicesReader;

/**
 * What each client with many devices reads, by a name that nobody can guess: who knows it may change that. Any
 * thread may call anything.
 */
final class Subscriptions {
    private static final int NAME_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, DevicesReader> open = new ConcurrentHashMap<>();

    /** The client's name, until it is gone. */
    String add(Connection client, DevicesReader reader) {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        String name = HexFormat.of().formatHex(bytes);
        open.put(name, reader);
        client.onEnd(cause -> open.remove(name));
        return name;
    }

    Optional<DevicesReader> find(String name) {
        return Optional.ofNullable(open.get(name));
    }

    /** What it reads now, for the wire. */
    static Map<String, Object> json(String name, DevicesReader reader) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("connection", name);
        json.put("patterns", new TreeSet<>(reader.patterns()));
        json.put("devices", new TreeSet<>(reader.deviceIds()));
        return json;
    }
}
