// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import jakarta.servlet.Servlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tasks in the web console. Any number of visitors may be served at once. */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=tasks",
            ServletConstants.PLUGIN_TITLE + "=Tasks",
            TablePage.CATEGORY
        })
public final class TasksPage extends TablePage {
    private static final long serialVersionUID = 1;

    private final transient Tasks tasks;

    @Activate
    public TasksPage(@Reference Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    Table table() {
        return TaskText.table(tasks.all());
    }

    @Override
    String summary(Table table) {
        long running =
                tasks.all().stream().filter(task -> task.state().isRunning()).count();
        return table.count("task") + ", " + running + " under way";
    }

    @Override
    String act(String action, String key) {
        TaskInfo task =
                switch (action) {
                    case "cancel" -> tasks.cancel(key);
                    case "pause" -> tasks.pause(key);
                    case "resume" -> tasks.resume(key);
                    default -> throw unknownAction(action);
                };
        return key + " is " + task.state().wireName() + ".";
    }
}
