// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;

/**
 * What can be set of every device, whatever its driver knows of it, because it is the platform that reads it. A driver
 * that has a say in one of them has it in its own metatype, which goes first.
 */
final class CommonFields {
    private static final List<Field> ALL = List.of(
            field(
                    Device.AUTOSTART,
                    "Start by itself",
                    "Whether it streams from the start on instead of from the first reader on.",
                    Kind.FLAG,
                    List.of(false),
                    Limits.NONE),
            field(
                    StreamingDevice.RING_FRAMES,
                    "Frames kept",
                    "Frames of its stream kept for readers that come back; as many as for all devices if left out.",
                    Kind.INTEGER,
                    List.of(),
                    Limits.of(1, 1L << 24)),
            field(
                    StreamingDevice.RING_BYTES,
                    "Bytes kept",
                    "Bytes of its stream kept for readers that come back; as many as for all devices if left out.",
                    Kind.LONG,
                    List.of(),
                    Limits.of(1, 1L << 34)));

    private CommonFields() {}

    /** The driver's own, then those that it has not. */
    static Map<String, Field> after(Map<String, Field> own) {
        Map<String, Field> fields = new LinkedHashMap<>(own);
        ALL.forEach(field -> fields.putIfAbsent(field.name(), field));
        return fields;
    }

    /** Their names. */
    static Stream<String> names() {
        return ALL.stream().map(Field::name);
    }

    private static Field field(String name, String title, String doc, Kind kind, List<Object> defaults, Limits limits) {
        return new Field(name, title, doc, kind, 0, false, defaults, Map.of(), limits);
    }
}
