// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimestampsTest {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final Timestamps timestamps = new Timestamps();

    private String written(Instant time) {
        byte[] bytes = new byte[Timestamps.LENGTH + 2];
        assertThat(timestamps.write(time, bytes, 1)).isEqualTo(1 + Timestamps.LENGTH);
        return new String(bytes, 1, Timestamps.LENGTH, StandardCharsets.US_ASCII);
    }

    @Test
    void anyTimeIsWrittenAsAFormatterWouldWriteIt() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long second = FIRST + (long) (random.nextDouble() * (LAST - FIRST));
            Instant time = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
            assertThat(written(time)).isEqualTo(FORMAT.format(time));
        }
    }

    @Test
    void timesOfTheSameSecondDifferInTheirMicroseconds() {
        Instant second = Instant.parse("2026-03-01T09:15:00Z");
        for (int nanos : new int[] {0, 999, 1000, 120_000_000, 999_999_999, 1}) {
            Instant time = second.plusNanos(nanos);
            assertThat(written(time)).isEqualTo(FORMAT.format(time));
        }
    }

    @Test
    void timesBeforeTheEpochRunForwards() {
        assertThat(written(Instant.ofEpochSecond(-1, 999_999_000))).isEqualTo("1969-12-31T23:59:59.999999+00:00");
        assertThat(written(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000000+00:00");
    }

    @Test
    void theWireSaysYearsOfFourDigits() {
        Instant first = Instant.ofEpochSecond(FIRST);
        Instant last = Instant.ofEpochSecond(LAST, 999_999_999);
        assertThat(written(first)).isEqualTo("0000-01-01T00:00:00.000000+00:00");
        assertThat(written(last)).isEqualTo("9999-12-31T23:59:59.999999+00:00");
        assertThat(Timestamps.fits(first)).isTrue();
        assertThat(Timestamps.fits(last)).isTrue();
        assertThat(Timestamps.fits(first.minusNanos(1))).isFalse();
        assertThat(Timestamps.fits(last.plusNanos(1))).isFalse();
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.text(Instant.MIN));
    }

    @Test
    void aTimeAloneIsTheSameText() {
        Instant time = Instant.parse("2026-03-01T09:15:00.120Z");

        assertThat(Timestamps.text(time)).isEqualTo("2026-03-01T09:15:00.120000+00:00");
        assertThat(Timestamps.wholeSeconds(time)).isEqualTo("2026-03-01T09:15:00+00:00");
    }
}
