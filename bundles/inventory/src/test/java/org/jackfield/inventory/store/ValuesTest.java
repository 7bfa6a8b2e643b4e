// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValuesTest {
    @Test
    void aWholeNumberIsOneHoweverItIsWritten() {
        for (Number four :
                List.of(4, 4L, 4.0, 4.0f, new BigDecimal("4.00"), new BigDecimal("4e0"), BigInteger.valueOf(4))) {
            assertThat(Kind.INTEGER.plain(four)).contains(4);
            assertThat(Kind.LONG.plain(four)).contains(4L);
            assertThat(Kind.DOUBLE.plain(four)).contains(4.0);
        }
        assertThat(Kind.INTEGER.read(" 4 ")).contains(4);
        assertThat(Kind.INTEGER.plain(4.5)).isEmpty();
        assertThat(Kind.LONG.plain(0.0)).contains(0L);
    }

    @Test
    void whatAJavaTypeCannotHoldIsRefusedAndNotCut() {
        assertThat(Kind.INTEGER.plain(1L << 31)).isEmpty();
        assertThat(Kind.LONG.plain(BigInteger.ONE.shiftLeft(63))).isEmpty();
        assertThat(Kind.LONG.plain(Long.MAX_VALUE)).contains(Long.MAX_VALUE);
        assertThat(Kind.BYTE.plain(-129)).isEmpty();
        assertThat(Kind.FLOAT.plain(1e39)).isEmpty();
        assertThat(Kind.DOUBLE.plain(new BigDecimal("1e309"))).isEmpty();
    }

    @Test
    void numbersThatAreNoneOrWouldCostMuchAreRefused() {
        for (Number number : List.of(
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                new BigDecimal("1e999999999"),
                new BigDecimal("1e-999999999"),
                new BigDecimal("9".repeat(5_000)))) {
            assertThat(Kind.DOUBLE.plain(number)).isEmpty();
            assertThat(Kind.LONG.plain(number)).isEmpty();
        }
        assertThat(Kind.LONG.read("1e999999999")).isEmpty();
        assertThat(Kind.LONG.read("four")).isEmpty();
        assertThat(Kind.LONG.read("")).isEmpty();
    }

    @Test
    void nothingIsTakenForWhatItIsNot() {
        assertThat(Kind.FLAG.plain("true")).isEmpty();
        assertThat(Kind.FLAG.plain(1)).isEmpty();
        assertThat(Kind.FLAG.read("yes")).isEmpty();
        assertThat(Kind.DOUBLE.plain("4")).isEmpty();
        assertThat(Kind.TEXT.plain(4)).isEmpty();
        assertThat(Kind.TEXT.plain(Map.of())).isEmpty();
        assertThat(Kind.CHARACTER.plain("")).isEmpty();
    }

    @Test
    void whatCameIsShownAsJsonAndNeverAtLength() {
        assertThat(Came.words(List.of(1, "a\"\\\n", Map.of("b", true))))
                .isEqualTo("[1,\"a\\\"\\\\\\u000a\",{\"b\":true}]");
        assertThat(Came.words(null)).isEqualTo("null");
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(Came.words(deep)).hasSize(101).startsWith("[[[[");
        assertThat(Came.words("x".repeat(1_000_000))).hasSize(101);
    }

    @Test
    void theNarrowerOfTwoBoundsCounts() {
        assertThat(Limits.of(0, 300).and(Limits.of(-128, 127))).isEqualTo(Limits.of(0, 127));
        assertThat(Limits.NONE.and(Limits.of(1, 2))).isEqualTo(Limits.of(1, 2));
        assertThat(Limits.of(1, 2).and(Limits.NONE)).isEqualTo(Limits.of(1, 2));
        assertThat(Limits.NONE.words()).isEmpty();
    }
}
