// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jackfield.control.CommandResult;
import org.jackfield.web.Refusal;
import org.junit.jupiter.api.Test;

final class CallsTest {
    private final Calls calls = new Calls(Clock.systemUTC());

    private Calls.Call running() {
        Calls.Call call = calls.begin("pm1", "reset");
        call.endsWith(new CompletableFuture<>());
        return call;
    }

    @Test
    void aNewCallTakesThePlaceOfTheOneThatEndedAndBeganFirst() {
        List<Calls.Call> all = new ArrayList<>();
        for (int i = 0; i < Calls.KEPT; i++) {
            all.add(running());
        }
        all.get(7).endsWith(CompletableFuture.completedStage(new CommandResult(1)));
        all.get(3).endsWith(CompletableFuture.completedStage(new CommandResult(1)));
        Calls.Call another = running();
        assertThat(calls.find(all.get(3).id())).isEmpty();
        assertThat(calls.find(all.get(7).id())).isPresent();
        assertThat(calls.find(another.id())).isPresent();
        assertThat(calls.all()).hasSize(Calls.KEPT);
    }

    @Test
    void noCallThatRunsIsForgottenForAnother() {
        for (int i = 0; i < Calls.KEPT; i++) {
            Calls.Call unused = running();
        }
        assertThatThrownBy(this::running).isInstanceOf(Refusal.class).hasMessageContaining("1000");
        assertThat(calls.all()).hasSize(Calls.KEPT);
    }

    @Test
    void whatEndedUnexpectedlyIsAFailureToo() {
        Calls.Call call = calls.begin("pm1", "reset");
        call.endsWith(CompletableFuture.failedStage(new IllegalStateException("gone")));
        assertThat(call.json().get("status")).isEqualTo("failed");
        assertThat(call.json().get("exception").toString()).contains("IllegalStateException", "gone");
    }
}
