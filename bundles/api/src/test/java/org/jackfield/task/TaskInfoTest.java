// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo.State;
import org.junit.jupiter.api.Test;

final class TaskInfoTest {
    private static TaskInfo failed(Map<String, Object> parameters) {
        ErrorRecord error = new ErrorRecord("IOException", "no light", "callback", Instant.EPOCH, Map.of());
        return new TaskInfo(
                "t1",
                "Sweep",
                parameters,
                List.of("pm1"),
                State.FAILED,
                0.5,
                "half",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                null,
                Optional.of(error));
    }

    @Test
    void whatWasKnownDoesNotChangeAfterwards() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("above", null);
        TaskInfo info = failed(parameters);
        parameters.put("above", 5);

        assertThat(info.parameters()).containsEntry("above", null);
    }

    @Test
    void anErrorThatIsForgottenLeavesTheRestAsItIs() {
        TaskInfo info = failed(Map.of("above", 5));

        assertThat(info.withoutError().error()).isEmpty();
        assertThat(info.withoutError())
                .usingRecursiveComparison()
                .ignoringFields("error")
                .isEqualTo(info);
    }

    @Test
    void aTaskRunsUntilItHasEnded() {
        assertThat(State.values())
                .filteredOn(State::isRunning)
                .containsExactly(State.RUNNING, State.PAUSED, State.CANCELLING);
        assertThat(State.INTERRUPTED.wireName()).isEqualTo("interrupted");
    }
}
