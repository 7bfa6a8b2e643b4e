// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a device can be told to do.
 *
 * @param name of the method
 * @param parameters in order
 * @param doc what it does, for people; empty if its driver does not say
 * @param unit of the result; empty for none
 * @param timeout how long it may take
 */
public record CommandInfo(String name, List<Parameter> parameters, String doc, String unit, Duration timeout) {
    /** What a value is on the wire. */
    public enum Type {
        INTEGER,
        NUMBER,
        STRING,
        BOOLEAN,
        ARRAY,
        OBJECT,
        NULL,
        ANY;

        /** Its name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a command wants to know.
     *
     * @param name of it
     * @param type of its value
     * @param required whether it must be given
     * @param preset its value when it is not given
     * @param unit as people write it; empty for none
     * @param doc what it means; empty if its driver does not say
     * @param min the smallest number taken
     * @param max the largest number taken
     * @param choices all that can be given; empty if it is not one of a few
     */
    public record Parameter(
            String name,
            Type type,
            boolean required,
            @Nullable Object preset,
            String unit,
            String doc,
            Optional<Double> min,
            Optional<Double> max,
            List<String> choices) {
        public Parameter {
            choices = List.copyOf(choices);
        }
    }

    public CommandInfo {
        parameters = List.copyOf(parameters);
    }
}
