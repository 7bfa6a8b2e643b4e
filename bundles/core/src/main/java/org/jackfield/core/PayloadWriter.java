// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes payloads as JSON, type by type. A mapper would take any object, and keep what it has learned of a
 * driver's classes for ever.
 */
final class PayloadWriter {
    /** Deeper than any sample; a list that contains itself is deeper still. */
    private static final int MAX_DEPTH = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final JsonGenerator json;
    private final Decimals decimals = new Decimals();

    private PayloadWriter(JsonGenerator json) {
        this.json = json;
    }

    /** A generator that leaves a broken-off document as it is. */
    static JsonGenerator generator(BoundedBuffer target) throws IOException {
        return JSON.createGenerator(target);
    }

    /**
     * Writes the payload to {@code target}.
     *
     * @throws SampleRefused if it cannot be taken, saying why
     */
    static void write(Object payload, BoundedBuffer target) throws SampleRefused {
        try (JsonGenerator json = generator(target)) {
            new PayloadWriter(json).value(payload, 0);
        } catch (SampleRefused e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // A driver's own list or map that throws, or one that another thread changes meanwhile.
            throw new SampleRefused(SampleRefused.Kind.BROKEN, "the payload could not be read: " + Errors.words(e));
        }
    }

    private void value(@Nullable Object value, int depth) throws IOException {
        if (value instanceof Double number) {
            number(number);
        } else if (value instanceof double[] numbers) {
            json.writeStartArray();
            for (double number : numbers) {
                number(number);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Instant time) {
            json.writeString(Timestamps.text(time));
        } else if (!wholeNumber(value) && !array(value)) {
            throw refused(value, depth);
        }
    }

    private static SampleRefused refused(@Nullable Object value, int depth) {
        return new SampleRefused(
                SampleRefused.Kind.TYPE,
                "a payload is a number, text, a boolean, an Instant, an array of primitives, or a list or map of these; "
                        + (depth == 0 ? "this one is " : "this one holds ")
                        + (value == null ? "null" : "a " + value.getClass().getTypeName()));
    }

    private void number(double number) throws IOException {
        if (Double.isFinite(number)) {
            decimals.write(number, json);
        } else {
            json.writeNull(); // JSON has no other word for it
        }
    }

    private boolean wholeNumber(@Nullable Object value) throws IOException {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Short number) {
            json.writeNumber(number);
        } else if (value instanceof Byte number) {
            json.writeNumber(number);
        } else if (value instanceof Float number) {
            single(number);
        } else if (value != null && value.getClass() == BigDecimal.class) {
            json.writeNumber((BigDecimal) value);
        } else if (value != null && value.getClass() == BigInteger.class) {
            json.writeNumber((BigInteger) value);
        } else {
            return false;
        }
        return true;
    }

    private void single(float number) throws IOException {
        if (Float.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    private boolean array(@Nullable Object value) throws IOException {
        if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof int[] numbers) {
            json.writeArray(numbers, 0, numbers.length);
        } else if (value instanceof long[] numbers) {
            json.writeArray(numbers, 0, numbers.length);
        } else if (value instanceof char[] text) {
            json.writeString(text, 0, text.length);
        } else if (value instanceof float[] || value instanceof short[] || value instanceof boolean[]) {
            elements(value);
        } else {
            return false;
        }
        return true;
    }

    private void elements(Object array) throws IOException {
        json.writeStartArray();
        if (array instanceof float[] numbers) {
            for (float number : numbers) {
                single(number);
            }
        } else if (array instanceof short[] numbers) {
            for (short number : numbers) {
                json.writeNumber(number);
            }
        } else if (array instanceof boolean[] truths) {
            for (boolean truth : truths) {
                json.writeBoolean(truth);
            }
        }
        json.writeEndArray();
    }

    private void map(Map<?, ?> map, int depth) throws IOException {
        within(depth);
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new SampleRefused(
                        SampleRefused.Kind.TYPE,
                        "the keys of a map must be text, one was: "
                                + refused(entry.getKey(), 1).getMessage());
            }
            json.writeFieldName(key);
            nested(entry.getValue(), depth);
        }
        json.writeEndObject();
    }

    private void list(List<?> list, int depth) throws IOException {
        within(depth);
        json.writeStartArray();
        for (Object element : list) {
            nested(element, depth);
        }
        json.writeEndArray();
    }

    private void nested(@Nullable Object value, int depth) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            value(value, depth + 1);
        }
    }

    private static void within(int depth) throws SampleRefused {
        if (depth >= MAX_DEPTH) {
            throw new SampleRefused(
                    SampleRefused.Kind.DEPTH,
                    "a payload may be nested " + MAX_DEPTH + " deep; this one is deeper, or contains itself");
        }
    }
}
