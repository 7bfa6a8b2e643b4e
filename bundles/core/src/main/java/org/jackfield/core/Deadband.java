// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Leaves samples out while no number in them has moved further than this since the last that was not. */
final class Deadband implements Stage {
    private final double width;
    private @Nullable Content last;

    Deadband(double width) {
        this.width = width;
    }

    @Override
    public void sample(EncodedFrame frame, Consumer<EncodedFrame> next) {
        Content content = Content.of(frame);
        if (last == null || content.differsFrom(last, width)) {
            last = content;
            next.accept(frame);
        }
    }

    /**
     * What is in a payload.
     *
     * @param numbers in order
     * @param rest all else, and where the numbers are in it
     */
    private record Content(List<Double> numbers, String rest) {
        static Content of(EncodedFrame frame) {
            List<Double> numbers = new ArrayList<>();
            StringBuilder rest = new StringBuilder();
            Payload.read(frame, from -> {
                for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
                    if (token.isNumeric()) {
                        numbers.add(from.getDoubleValue());
                        rest.append('#');
                    } else {
                        rest.append(from.getText()).append(' ');
                    }
                }
            });
            return new Content(numbers, rest.toString());
        }

        boolean differsFrom(Content other, double width) {
            if (numbers.size() != other.numbers.size() || !rest.equals(other.rest)) {
                return true;
            }
            for (int i = 0; i < numbers.size(); i++) {
                if (Math.abs(numbers.get(i) - other.numbers.get(i)) > width) {
                    return true;
                }
            }
            return false;
        }
    }
}
