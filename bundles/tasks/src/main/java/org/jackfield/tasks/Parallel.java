// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.Map;
import org.jackfield.task.Task;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does tasks side by side. */
@Component(property = TaskType.NAME + "=Parallel")
public final class Parallel implements TaskType {
    private final TypeRegistry types;

    @Activate
    public Parallel(@Reference TypeRegistry types) {
        this.types = types;
    }

    @Override
    public String doc() {
        return "Runs tasks at the same time; when one fails the others are cancelled.";
    }

    @Override
    public Map<String, Object> schema() {
        return Composition.schema("done at the same time");
    }

    @Override
    public Task create(Map<String, @Nullable Object> parameters) {
        return Composition.of(types, parameters, true);
    }
}
