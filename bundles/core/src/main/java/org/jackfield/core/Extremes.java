// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** Copies a payload with its blocks, which are long arrays of numbers, thinned out to their extremes. */
final class Extremes {
    private final int shortest;
    private double[] numbers = new double[1024];
    private int count;
    private boolean whole;
    private boolean hadBlocks;

    /**
     * What may be thinned.
     *
     * @param shortest that an array has to be to count as a block, and not as one value of each channel
     */
    Extremes(int shortest) {
        this.shortest = shortest;
    }

    /** Whether there was a block in what was copied last. */
    boolean hadBlocks() {
        return hadBlocks;
    }

    void thin(JsonParser from, JsonGenerator to, int pairs) throws IOException {
        hadBlocks = false;
        copy(from, to, pairs);
    }

    private void copy(JsonParser from, JsonGenerator to, int pairs) throws IOException {
        if (from.currentToken() == JsonToken.START_ARRAY) {
            array(from, to, pairs);
        } else if (from.currentToken() == JsonToken.START_OBJECT) {
            to.writeStartObject();
            while (from.nextToken() == JsonToken.FIELD_NAME) {
                to.writeFieldName(from.currentName());
                from.nextToken();
                copy(from, to, pairs);
            }
            to.writeEndObject();
        } else {
            to.copyCurrentEvent(from);
        }
    }

    private void array(JsonParser from, JsonGenerator to, int pairs) throws IOException {
        count = 0;
        whole = true;
        to.writeStartArray();
        while (from.nextToken() != JsonToken.END_ARRAY) {
            if (from.currentToken().isNumeric()) {
                collect(from);
            } else {
                write(to, pairs);
                copy(from, to, pairs);
                count = 0;
                whole = true;
            }
        }
        write(to, pairs);
        to.writeEndArray();
    }

    private void collect(JsonParser from) throws IOException {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        whole &= from.currentToken() == JsonToken.VALUE_NUMBER_INT;
        numbers[count++] = from.getDoubleValue();
    }

    private void write(JsonGenerator to, int pairs) throws IOException {
        hadBlocks |= count >= shortest;
        if (count < shortest || count <= 2L * pairs) {
            for (int i = 0; i < count; i++) {
                number(to, i);
            }
            return;
        }
        for (int pair = 0; pair < pairs; pair++) {
            pair(to, (int) ((long) count * pair / pairs), (int) ((long) count * (pair + 1) / pairs));
        }
    }

    private void pair(JsonGenerator to, int begin, int end) throws IOException {
        int lowest = begin;
        int highest = begin;
        for (int i = begin + 1; i < end; i++) {
            lowest = numbers[i] < numbers[lowest] ? i : lowest;
            highest = numbers[i] > numbers[highest] ? i : highest;
        }
        number(to, Math.min(lowest, highest));
        if (lowest != highest) {
            number(to, Math.max(lowest, highest));
        }
    }

    private void number(JsonGenerator to, int i) throws IOException {
        if (whole && Math.abs(numbers[i]) < 1L << 53) {
            to.writeNumber((long) numbers[i]);
        } else {
            to.writeNumber(numbers[i]);
        }
    }
}
