// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.Map;
import org.jackfield.task.Task;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does tasks one after the other. */
@Component(property = TaskType.NAME + "=Sequence")
public final class Sequence implements TaskType {
    private final TypeRegistry types;

    @Activate
    public Sequence(@Reference TypeRegistry types) {
        this.types = types;
    }

    @Override
    public String doc() {
        return "Runs tasks one after the other; it owns the devices of all from the beginning.";
    }

    @Override
    public Map<String, Object> schema() {
        return Composition.schema("done in this order");
    }

    @Override
    public Task create(Map<String, @Nullable Object> parameters) {
        return Composition.of(types, parameters, false);
    }
}
