// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskType;
import org.jackfield.task.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tasks for who sits at a Gogo shell. Gogo finds the commands by the properties and calls the methods of their
 * names. Stateless.
 */
@Component(
        service = TaskCommands.class,
        property = {"osgi.command.scope=jackfield", "osgi.command.function=tasks", "osgi.command.function=task"})
public final class TaskCommands {
    private static final String USAGE =
            """
            expected one of
              task ID
              task types [TYPE]
              task start ID TYPE [name=value ... or one JSON object in quotes]
              task cancel ID
              task pause ID
              task resume ID""";

    private final Tasks tasks;

    @Activate
    public TaskCommands(@Reference Tasks tasks) {
        this.tasks = tasks;
    }

    /** {@code jackfield:tasks}: all of them, one a line, the latest first. */
    @Descriptor("all tasks, one a line, the latest first")
    public String tasks() {
        List<TaskInfo> all = tasks.all();
        return all.isEmpty() ? "No tasks." : TaskText.table(all).text();
    }

    /** {@code jackfield:task run7}, or something to do and what it is to be done with. */
    @Descriptor("all about one task, or: start, cancel, pause or resume one, or what types there are")
    public String task(@Descriptor("a name, or what to do, a name and what it takes") String... words) {
        List<String> all = List.of(words);
        if (all.size() == 1) {
            return all.get(0).equals("types") ? TypeText.tasks(tasks.types()).text() : detail(all.get(0));
        }
        if (all.size() == 2) {
            return changed(all.get(0), all.get(1));
        }
        if (all.size() < 3 || !all.get(0).equals("start")) {
            throw new IllegalArgumentException(USAGE);
        }
        return TaskText.of(tasks.start(all.get(1), all.get(2), Typed.parameters(all.subList(3, all.size()))));
    }

    private String changed(String verb, String name) {
        return switch (verb) {
            case "cancel" -> TaskText.of(tasks.cancel(name));
            case "pause" -> TaskText.of(tasks.pause(name));
            case "resume" -> TaskText.of(tasks.resume(name));
            case "types" -> type(name);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private String detail(String id) {
        return tasks.find(id)
                .map(TaskText::of)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no task " + id + "; jackfield:tasks lists those there are"));
    }

    private String type(String name) {
        Map<String, TaskType> types = tasks.types();
        return Optional.ofNullable(types.get(name))
                .map(type -> TypeText.of(name, type))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no task type " + name + "; there are " + String.join(", ", types.keySet())));
    }
}
