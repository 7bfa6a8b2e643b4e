// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands as Gogo itself understands them. */
final class TaskCommandsTest {
    private final Shell shell = new Shell();

    @BeforeEach
    void offerTheCommands() {
        shell.offer(new TaskCommands(new MemoryTasks()), "tasks", "task");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aTaskIsStartedAndTold() throws Exception {
        assertThat(shell.type("tasks")).isEqualTo("No tasks.");
        assertThat(shell.type("task start run7 Collect device_id=daq1 seconds=2.5"))
                .isEqualTo(
                        """
                        Task        run7
                        Type        Collect
                        State       running
                        Progress    50 %
                        Says        sample 5 of 10
                        Parameters  device_id=daq1 seconds=2.5
                        Devices     daq1
                        Started     2026-03-01T09:15:00Z""");
        assertThat(shell.type("tasks"))
                .isEqualTo(
                        """
                        TASK  TYPE     STATE    PROGRESS  SAYS            DEVICES  STARTED               LAST ERROR
                        run7  Collect  running  50 %      sample 5 of 10  daq1     2026-03-01T09:15:00Z""");
    }

    @Test
    void aTaskIsPausedResumedAndCancelled() throws Exception {
        shell.type("task start run7 Collect '{\"device_id\": \"daq1\"}'");

        assertThat(shell.type("task pause run7")).contains("paused");
        assertThat(shell.type("task resume run7")).contains("running");
        assertThat(shell.type("task cancel run7")).contains("cancelling");
        assertThat(shell.type("task run7")).contains("device_id=daq1");
    }

    @Test
    void aTypeTellsWhatItWantsToKnow() throws Exception {
        assertThat(shell.type("task types")).contains("Collect  Records a device.");
        assertThat(shell.type("task types Collect")).contains("seconds    number 0..");
    }

    @Test
    void aRefusalIsOneLine() throws Exception {
        shell.type("task start run7 Collect");

        refuses("task no", "there is no task no; jackfield:tasks lists those there are");
        refuses("task cancel no", "TaskNotFound: No task found with ID: no");
        refuses("task start run7 Collect", "TaskExists: there is a task run7");
        refuses("task types No", "there is no task type No; there are Collect");
        for (String line : List.of("task", "task paint run7", "task cancel run7 now")) {
            assertThatThrownBy(() -> shell.type(line)).as(line).hasMessageContaining("task start ID TYPE");
        }
    }

    private void refuses(String line, String answer) {
        assertThatThrownBy(() -> shell.type(line)).as(line).hasMessage(answer);
    }
}
