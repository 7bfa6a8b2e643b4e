// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A bundle with a kind of task and no device, as a laboratory would write it for its own experiment. */
final class OwnTaskType {
    static final String FILE = "laboratory.count.jar";

    private static final String SOURCE =
            """
            package laboratory.count;

            import java.time.Duration;
            import java.util.*;
            import org.jackfield.task.*;
            import org.osgi.service.component.annotations.Component;

            @Component(service = TaskType.class, property = "task.type=Count")
            public final class Count implements TaskType {
                public String doc() {
                    return "Counts, version %1$s.";
                }

                public Map<String, Object> schema() {
                    return Map.of(
                            "type", "object",
                            "required", List.of("to"),
                            "properties", Map.of("to", Map.of("type", "integer", "minimum", 1)));
                }

                public Task create(Map<String, Object> parameters) {
                    int to = ((Number) parameters.get("to")).intValue();
                    return new Task() {
                        public Set<String> devices() {
                            return Set.of();
                        }

                        public Object run(TaskContext context) throws Exception {
                            for (int i = 0; i < to; i++) {
                                context.progress((double) i / to, "at " + i);
                                context.sleep(Duration.ofMillis(20));
                            }
                            return Map.of("version", "%1$s", "counted", to);
                        }
                    };
                }
            }
            """;

    private OwnTaskType() {}

    static Path version(String version, Path folder) throws Exception {
        Path source =
                Files.createDirectories(folder.resolve("source-" + version)).resolve("Count.java");
        Files.writeString(source, SOURCE.formatted(version));
        Path classes = Files.createDirectories(folder.resolve("classes-" + version));
        DriverCompiler.compile(List.of(source), classes);
        return DriverCompiler.bundle(
                "laboratory.count",
                classes,
                folder.resolve("count-" + version + ".jar"),
                Map.of("Bundle-Version", version));
    }
}
