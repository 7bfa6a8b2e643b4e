// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class OpenFilesTest {
    @Test
    void aLimitBelowTheConnectionsIsToldWithWhatIsNeeded() {
        assertThat(OpenFiles.advice(4096, 20_000)).hasValueSatisfying(advice -> assertThat(advice)
                .contains("may have 4096 files open")
                .contains("about 3596 connections; 20000 are allowed")
                .contains("Raise the limit to 20500"));
    }

    @Test
    void aLimitThatAllowsNoConnectionAtAllIsToldWithoutNonsense() {
        assertThat(OpenFiles.advice(256, 20_000))
                .hasValueSatisfying(advice -> assertThat(advice).contains("about 0 connections"));
    }

    @Test
    void aLimitThatIsJustEnoughIsNotWorthAWord() {
        assertThat(OpenFiles.advice(20_000 + OpenFiles.OTHERS, 20_000)).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theLimitIsKnown() {
        assertThat(OpenFiles.limit()).isPresent();
    }
}
