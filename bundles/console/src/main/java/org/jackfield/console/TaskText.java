// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;

/** Tasks as people read them. */
final class TaskText {
    private static final int LONGEST = 100;
    private static final int LONGEST_RESULT = 4_000;

    private TaskText() {}

    static Table table(List<TaskInfo> tasks) {
        return new Table(
                List.of("Task", "Type", "State", "Progress", "Says", "Devices", "Started", "Last error"),
                tasks.stream().map(TaskText::row).toList());
    }

    private static Table.Row row(TaskInfo task) {
        return new Table.Row(
                task.taskId(),
                List.of(
                        task.taskId(),
                        task.type(),
                        task.state().wireName(),
                        progress(task),
                        TextTable.shortened(task.text(), LONGEST),
                        String.join(", ", task.devices()),
                        task.started().truncatedTo(ChronoUnit.SECONDS).toString(),
                        task.error()
                                .map(error -> TextTable.shortened(said(error), LONGEST))
                                .orElse("")),
                actions(task.state()));
    }

    private static List<String> actions(TaskInfo.State state) {
        return switch (state) {
            case RUNNING -> List.of("pause", "cancel");
            case PAUSED -> List.of("resume", "cancel");
            default -> List.of();
        };
    }

    /** All that is known of one. */
    static String of(TaskInfo task) {
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Task", task.taskId()));
        facts.add(List.of("Type", task.type()));
        facts.add(List.of("State", task.state().wireName()));
        facts.add(List.of("Progress", progress(task)));
        facts.add(List.of("Says", task.text()));
        facts.add(List.of("Parameters", DeviceText.named(task.parameters())));
        facts.add(List.of("Devices", String.join(", ", task.devices())));
        facts.add(List.of(
                "Started", task.started().truncatedTo(ChronoUnit.SECONDS).toString()));
        facts.add(List.of(
                "Ended",
                task.ended()
                        .map(ended -> ended.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("")));
        facts.add(List.of(
                "Result",
                task.result() == null ? "" : TextTable.shortened(Typed.shown(task.result()), LONGEST_RESULT)));
        facts.add(List.of("Last error", task.error().map(TaskText::said).orElse("")));
        return TextTable.facts(facts);
    }

    private static String progress(TaskInfo task) {
        return task.progress() < 0 ? "" : Math.round(task.progress() * 100) + " %";
    }

    private static String said(ErrorRecord error) {
        return error.type() + ": " + error.message();
    }
}
