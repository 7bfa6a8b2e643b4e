// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jackfield.control.CommandResult;
import org.jackfield.web.Refusal;
import org.junit.jupiter.api.Test;

final class CallsTest {
    private final Calls calls = new Calls(Clock.systemUTC());

    private Calls.Call running(String deviceId) {
        Calls.Call call = calls.begin(deviceId, "reset");
        call.endsWith(new CompletableFuture<>());
        return call;
    }

    private Calls.Call ended(String deviceId) {
        Calls.Call call = calls.begin(deviceId, "reset");
        call.endsWith(CompletableFuture.completedStage(new CommandResult(1)));
        return call;
    }

    /** As many as one device may have. */
    private static List<Calls.Call> allOf(String deviceId, Function<String, Calls.Call> call) {
        return IntStream.range(0, Calls.KEPT_EACH)
                .mapToObj(i -> call.apply(deviceId))
                .toList();
    }

    @Test
    void aNewCallTakesThePlaceOfTheDevicesThatEndedAndBeganFirst() {
        Calls.Call other = ended("pm2");
        List<Calls.Call> all = allOf("pm1", this::running);
        all.get(7).endsWith(CompletableFuture.completedStage(new CommandResult(1)));
        all.get(3).endsWith(CompletableFuture.completedStage(new CommandResult(1)));
        Calls.Call another = running("pm1");
        assertThat(calls.find(all.get(3).id())).isEmpty();
        assertThat(calls.find(all.get(7).id())).isPresent();
        assertThat(calls.find(another.id())).isPresent();
        assertThat(calls.find(other.id())).isPresent();
        assertThat(calls.all()).hasSize(Calls.KEPT_EACH + 1);
    }

    @Test
    void aDeviceWithAsManyRunningAsItMayHaveTakesNothingFromOthers() {
        List<Calls.Call> all = allOf("pm1", this::running);
        assertThatThrownBy(() -> running("pm1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("at most 100 calls of 'pm1'");
        Calls.Call other = running("pm2");
        assertThat(calls.all()).hasSize(all.size() + 1).contains(other);
    }

    @Test
    void noCallThatRunsIsForgottenForAnother() {
        for (int device = 0; device < Calls.KEPT / Calls.KEPT_EACH; device++) {
            List<Calls.Call> unused = allOf("pm" + device, this::running);
        }
        assertThatThrownBy(() -> running("pm99")).isInstanceOf(Refusal.class).hasMessageContaining("1000");
        assertThat(calls.all()).hasSize(Calls.KEPT);
    }

    @Test
    void whenAllPlacesAreTakenTheDeviceWithMostOutcomesGivesOne() {
        Calls.Call lonely = ended("lonely");
        for (int device = 0; device < Calls.KEPT / Calls.KEPT_EACH - 1; device++) {
            List<Calls.Call> unused = allOf("pm" + device, this::running);
        }
        List<Calls.Call> many = allOf("chatty", this::ended);
        Calls.Call another = running("pm99");
        assertThat(calls.all()).hasSize(Calls.KEPT).contains(lonely, another).doesNotContain(many.get(0), many.get(1));
    }

    @Test
    void whatEndedUnexpectedlyIsAFailureToo() {
        Calls.Call call = calls.begin("pm1", "reset");
        call.endsWith(CompletableFuture.failedStage(new IllegalStateException("gone")));
        assertThat(call.json().get("status")).isEqualTo("failed");
        assertThat(call.json().get("exception").toString()).contains("IllegalStateException", "gone");
    }
}
