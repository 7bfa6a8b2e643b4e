// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalsTest {
    private static final int NUMBERS = 200_000;
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final Random random = new Random(4);

    private static String written(double number) throws IOException {
        BoundedBuffer buffer = new BoundedBuffer(100);
        PayloadWriter.write(number, buffer);
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }

    private static String byJackson(double number) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JACKSON.createGenerator(text)) {
            json.writeNumber(number);
        }
        return text.toString();
    }

    private static void check(double number) {
        try {
            String text = written(number);
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                    .as(text)
                    .isEqualTo(Double.doubleToRawLongBits(number));
            assertThat(text).isEqualTo(byJackson(number));
        } catch (IOException e) {
            throw new AssertionError(number + " was not written", e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1,
                -1,
                0.1,
                0.001,
                0.00099999,
                0.001234567890123,
                0.3,
                0.1 + 0.2,
                999.999999999999,
                999.9999999999999,
                1000,
                1000.00000001,
                9_999_999.99999999,
                9_999_999.999999998,
                1e7,
                1e15,
                9_007_199_254_740_991.0,
                1e22,
                2e-3,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Math.PI,
                -Math.E
            })
    void aNumberAtAnEdgeIsReadAsWhatItWas(double number) {
        DoubleStream.of(number, Math.nextUp(number), Math.nextDown(number))
                .filter(Double::isFinite)
                .forEach(DecimalsTest::check);
    }

    @Test
    void anyBitsAreReadAsWhatTheyWere() {
        random.longs(NUMBERS)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .forEach(DecimalsTest::check);
    }

    @Test
    void numbersAsTheyAreMeasuredAreReadAsWhatTheyWere() {
        DoubleStream.generate(() -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4))
                .limit(NUMBERS)
                .forEach(DecimalsTest::check);
    }

    @Test
    void aBlockOfBothKindsIsReadAsWhatItWas() throws IOException {
        double[] block = new double[10_000];
        for (int i = 0; i < block.length; i++) {
            block[i] = i / 100 % 2 == 0 ? random.nextInt(1_000_000) / 1000.0 : random.nextDouble();
        }
        BoundedBuffer buffer = new BoundedBuffer(1_000_000);
        PayloadWriter.write(block, buffer);
        String text = new String(buffer.toBytes(), StandardCharsets.UTF_8);
        double[] read = Arrays.stream(text.substring(1, text.length() - 1).split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(read).isEqualTo(block);
    }

    @Test
    void decimalsAndTheirNeighboursAreReadAsWhatTheyWere() {
        for (int i = 0; i < NUMBERS; i++) {
            double decimal = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(16))
                    .doubleValue();
            check(decimal);
            check(Math.nextUp(decimal));
        }
    }
}
