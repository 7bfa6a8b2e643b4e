// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PayloadWriterTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static String json(Object payload) throws SampleRefused {
        BoundedBuffer buffer = new BoundedBuffer(100_000);
        PayloadWriter.write(payload, buffer);
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }

    private static ThrowableAssertAlternative<SampleRefused> refusal(
            @Nullable Object payload, SampleRefused.Kind kind) {
        return assertThatExceptionOfType(SampleRefused.class)
                .isThrownBy(() -> write(payload))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @SuppressWarnings("NullAway") // a driver is compiled without it
    private static void write(@Nullable Object payload) throws SampleRefused {
        PayloadWriter.write(payload, new BoundedBuffer(1000));
    }

    static List<Arguments> payloads() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("x", 1);
        map.put("nothing", null);
        map.put("quoted \"key\"\n", List.of(true, "a"));
        return List.of(
                Arguments.of(4.25, "4.25"),
                Arguments.of(-0.0, "-0.0"),
                Arguments.of(1e300, "1.0E300"),
                Arguments.of(Double.NaN, "null"),
                Arguments.of(Double.NEGATIVE_INFINITY, "null"),
                Arguments.of(1.5f, "1.5"),
                Arguments.of(Float.NaN, "null"),
                Arguments.of(Float.POSITIVE_INFINITY, "null"),
                Arguments.of(7, "7"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of((short) -3, "-3"),
                Arguments.of((byte) -128, "-128"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new BigDecimal("0.10"), "0.10"),
                Arguments.of(true, "true"),
                Arguments.of(
                        "a \"quote\", a \\, a\ttab, a \u0001 and µΩ😀",
                        "\"a \\\"quote\\\", a \\\\, a\\ttab, a " + "\\u0001 and µΩ\\uD83D\\uDE00\""),
                Arguments.of("", "\"\""),
                Arguments.of(Instant.parse("2026-03-01T09:15:00.1234567Z"), "\"2026-03-01T09:15:00.123456+00:00\""),
                Arguments.of(new double[] {1, Double.NaN, -2.5}, "[1.0,null,-2.5]"),
                Arguments.of(new float[] {1, Float.NEGATIVE_INFINITY}, "[1.0,null]"),
                Arguments.of(new int[] {1, -2}, "[1,-2]"),
                Arguments.of(new int[0], "[]"),
                Arguments.of(new long[] {Long.MAX_VALUE}, "[9223372036854775807]"),
                Arguments.of(new short[] {1, -1}, "[1,-1]"),
                Arguments.of(new boolean[] {true, false}, "[true,false]"),
                Arguments.of(new char[] {'a', '"'}, "\"a\\\"\""),
                Arguments.of(new byte[] {0, 1, -1}, "\"AAH/\""),
                Arguments.of(List.of(), "[]"),
                Arguments.of(Arrays.asList(1, null, List.of("x")), "[1,null,[\"x\"]]"),
                Arguments.of(Map.of(), "{}"),
                Arguments.of(map, "{\"x\":1,\"nothing\":null,\"quoted \\\"key\\\"\\n\":[true,\"a\"]}"),
                Arguments.of(Map.of("trace", new double[] {0.5}), "{\"trace\":[0.5]}"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void everyTypeOfPayloadIsWritten(Object payload, String json) throws Exception {
        assertThat(json(payload)).isEqualTo(json);
        assertThat(MAPPER.readTree(json(payload))).isNotNull();
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameNumbers() throws Exception {
        Random random = new Random(42);
        double[] doubles = random.doubles(2000, -1e6, 1e6).toArray();
        float[] floats = new float[500];
        byte[] bytes = new byte[5000];
        random.nextBytes(bytes);
        for (int i = 0; i < 500; i++) {
            doubles[i] = Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
            floats[i] = random.nextFloat() * 1e-30f;
        }

        JsonNode read = MAPPER.readTree(json(Map.of("doubles", doubles, "floats", floats, "bytes", bytes)));

        assertThat(MAPPER.convertValue(read.get("doubles"), double[].class)).isEqualTo(doubles);
        assertThat(MAPPER.convertValue(read.get("floats"), float[].class)).isEqualTo(floats);
        assertThat(Base64.getDecoder().decode(read.get("bytes").asText())).isEqualTo(bytes);
    }

    @Test
    void textOfAnyLengthReadsBack() throws Exception {
        for (int length : new int[] {1, 255, 256, 4000, 8001}) {
            String text = "ä\"😀\n".repeat(length / 4 + 1);
            assertThat(MAPPER.readTree(json(text)).asText()).isEqualTo(text);
        }
    }

    static List<Arguments> strangers() {
        return List.of(
                Arguments.of(new Object(), "this one is a java.lang.Object"),
                Arguments.of(new AtomicInteger(), "this one is a java.util.concurrent.atomic.AtomicInteger"),
                Arguments.of(TimeUnit.DAYS, "this one is a java.util.concurrent.TimeUnit"),
                Arguments.of(Set.of(1), "this one is a java.util.ImmutableCollections$Set12"),
                Arguments.of(Optional.of(1), "this one is a java.util.Optional"),
                Arguments.of(new double[2][2], "this one is a double[][]"),
                Arguments.of(new String[] {"a"}, "this one is a java.lang.String[]"),
                Arguments.of(List.of(1, new Object()), "this one holds a java.lang.Object"),
                Arguments.of(Map.of("a", List.of(new StringBuilder())), "this one holds a java.lang.StringBuilder"),
                Arguments.of(new OwnNumber(), "this one is a " + OwnNumber.class.getName()));
    }

    /** A driver's own number would bring its class along. */
    private static final class OwnNumber extends BigDecimal {
        private static final long serialVersionUID = 1;

        private OwnNumber() {
            super(1);
        }
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void anyOtherClassIsRefusedByName(Object payload, String message) {
        refusal(payload, SampleRefused.Kind.TYPE)
                .withMessage("a payload is a number, text, a boolean, an Instant, an array of primitives, "
                        + "or a list or map of these; " + message);
    }

    @Test
    void nothingIsNoPayload() {
        refusal(null, SampleRefused.Kind.TYPE).withMessageEndingWith("this one is null");
    }

    @Test
    void keysAreText() {
        Map<@Nullable String, Integer> nameless = new HashMap<>();
        nameless.put(null, 1);

        refusal(Map.of(1, 2), SampleRefused.Kind.TYPE)
                .withMessageStartingWith("the keys of a map must be text")
                .withMessageEndingWith("java.lang.Integer");
        refusal(nameless, SampleRefused.Kind.TYPE).withMessageEndingWith("null");
    }

    @Test
    void aPayloadThatContainsItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("self", List.of(map));

        refusal(list, SampleRefused.Kind.DEPTH)
                .withMessage("a payload may be nested 32 deep; this one is deeper, or contains itself");
        refusal(map, SampleRefused.Kind.DEPTH);
    }

    @Test
    void aPayloadMayBeNestedUpToTheBound() throws Exception {
        Object payload = 1;
        for (int i = 0; i < 32; i++) {
            payload = List.of(payload);
        }
        assertThat(json(payload)).isEqualTo("[".repeat(32) + "1" + "]".repeat(32));
        refusal(List.of(payload), SampleRefused.Kind.DEPTH);
    }

    @Test
    void aPayloadMayHaveAsManyBytesAsTheBoundAndNotOneMore() throws Exception {
        BoundedBuffer buffer = new BoundedBuffer(1000);
        PayloadWriter.write("x".repeat(998), buffer);
        assertThat(buffer.length()).isEqualTo(1000);

        refusal("x".repeat(999), SampleRefused.Kind.SIZE)
                .withMessage("a sample may have at most 1000 bytes of JSON; this one has more");
        refusal(new double[100_000], SampleRefused.Kind.SIZE);
        refusal("ä".repeat(500), SampleRefused.Kind.SIZE);
    }

    @Test
    void aMapThatThrowsIsTheDriversFaultAndSaysWhich() {
        refusal(new BrokenMap(new IllegalStateException("closed")), SampleRefused.Kind.BROKEN)
                .withMessage("the payload could not be read: IllegalStateException: closed");
        refusal(new BrokenMap(new NoClassDefFoundError("com/vendor/Sdk")), SampleRefused.Kind.BROKEN)
                .withMessage("the payload could not be read: NoClassDefFoundError: com/vendor/Sdk");
    }

    /** Throws when it is read. */
    private static final class BrokenMap extends AbstractMap<String, Object> {
        private final Throwable failure;

        private BrokenMap(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    @Test
    void halfACharacterIsNoReasonToLoseASample() throws Exception {
        assertThat(json(List.of("a\ude00b", "\ud83d"))).isEqualTo("[\"a\\uDE00b\",\"\\uD83D\"]");
    }

    @Test
    void aBufferServesAgainAfterARefusedPayload() throws Exception {
        BoundedBuffer buffer = new BoundedBuffer(1000);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> PayloadWriter.write(new double[10_000], buffer));
        buffer.clear();

        PayloadWriter.write(List.of(1, 2), buffer);

        assertThat(buffer.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("[1,2]");
    }
}
