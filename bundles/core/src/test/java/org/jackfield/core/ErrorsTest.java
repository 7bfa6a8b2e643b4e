// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ErrorsTest {
    private final Errors errors = new Errors("pm1", TestStream.CLOCK);

    @Test
    void aFailureIsShownUnderItsOwnNameWithItsDeviceAndTime() {
        ErrorRecord error = errors.device(new IOException("no answer"));

        assertThat(error.type()).isEqualTo("IOException");
        assertThat(error.message()).isEqualTo("no answer");
        assertThat(error.origin()).isEqualTo("device");
        assertThat(error.time()).isEqualTo(TestStream.NOW);
        assertThat(error.context()).containsOnly(Map.entry("device_id", "pm1"));
    }

    @Test
    void aFailureWithoutWordsIsNamedByItsClass() {
        assertThat(errors.device(new IOException()).message()).isEqualTo("java.io.IOException");
        assertThat(errors.device(new IOException(" ")).message()).isEqualTo("java.io.IOException");
    }

    @Test
    void aFailureWithoutANameHasOneAllTheSame() {
        assertThat(errors.device(new IOException("x") {}).type()).isEqualTo("org.jackfield.core.ErrorsTest$1");
    }

    @Test
    void aFailureThatFailsToSayWhyIsShownByName() {
        Exception rude = new Rude();

        assertThat(errors.device(rude).message()).isEqualTo(rude.getClass().getName());
        assertThat(Errors.trace(rude)).startsWith("Rude: " + rude.getClass().getName());
    }

    @Test
    void aFailureIsLoggedWithItsStack() {
        assertThat(Errors.trace(new IOException("no answer"))).contains("IOException: no answer", "ErrorsTest.java");
    }

    private static final class Rude extends Exception {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException("no comment");
        }
    }

    @Test
    void aRefusedSampleIsTheFrameworksWord() {
        ErrorRecord error = errors.refused(new SampleRefused(SampleRefused.Kind.SIZE, "too large"));

        assertThat(error.type()).isEqualTo("SampleRefused");
        assertThat(error.origin()).isEqualTo("framework");
        assertThat(error.message()).isEqualTo("too large; such samples are dropped and counted");
    }
}
