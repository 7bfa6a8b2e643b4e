// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.names;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/**
 * Names of devices, in which {@code *} stands for any characters, as strangers give them: what no device can be
 * called is a mistake that they are told, not something that never comes. Stateless.
 */
public final class DevicePatterns {
    /** As many as a reader takes. */
    private static final int MOST = 1_000;

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_*-][A-Za-z0-9._*-]{0,199}");
    private static final int SHOWN = 100;

    private DevicePatterns() {}

    /**
     * A name or pattern that a device can match.
     *
     * @throws IllegalArgumentException if none can
     */
    public static String check(String pattern) {
        if (!SYNTAX.matcher(pattern).matches()) {
            throw new IllegalArgumentException("a device or pattern has 1 to 200 letters, digits, '.', '_', '-' or '*'"
                    + " and does not begin with '.', was '" + shortened(pattern) + "'");
        }
        return pattern;
    }

    /**
     * Changes what is read: all that is asked for, or nothing. Changes of one reader must come one after another.
     *
     * @param added is read before what is removed no longer is, so that a device that matches both misses nothing
     * @throws IllegalArgumentException if a pattern is none, or there would be too many in the end
     */
    public static void change(
            DevicesReader reader, Collection<String> added, Collection<String> removed, View view, StartAt start) {
        added.forEach(DevicePatterns::check);
        removed.forEach(DevicePatterns::check);
        Set<String> all = new LinkedHashSet<>(reader.patterns());
        all.addAll(added);
        boolean needsRoom = all.size() > MOST;
        removed.forEach(all::remove);
        if (all.size() > MOST) {
            throw new IllegalArgumentException(
                    "at most " + MOST + " patterns can be read at once, these would make " + all.size());
        }
        if (needsRoom) {
            removed.forEach(reader::remove);
        }
        added.stream().filter(all::contains).forEach(pattern -> reader.add(pattern, view, start));
        removed.forEach(reader::remove);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
