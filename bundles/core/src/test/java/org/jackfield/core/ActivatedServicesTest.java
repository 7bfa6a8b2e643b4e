// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ActivatedServicesTest {
    private static String cause(Throwable failure) {
        StringWriter trace = new StringWriter();
        new IllegalStateException("no instance", failure).printStackTrace(new PrintWriter(trace, true));
        return ActivatedServices.cause(trace.toString());
    }

    @Test
    void whatIsWrongInAFormIsToldWithoutTheNameOfItsClass() {
        assertThat(cause(new IllegalArgumentException("lower.bound must be from 0 to 5, was 7")))
                .isEqualTo("lower.bound must be from 0 to 5, was 7");
    }

    @Test
    void everythingElseIsToldWithItsName() {
        assertThat(cause(new IllegalArgumentException())).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(cause(new java.io.IOException("no answer"))).isEqualTo("java.io.IOException: no answer");
    }
}
