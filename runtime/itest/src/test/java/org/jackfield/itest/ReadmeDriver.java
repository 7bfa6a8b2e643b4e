// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The driver that the README teaches, taken from its text. */
final class ReadmeDriver {
    private ReadmeDriver() {}

    static Path build(Path folder) throws Exception {
        Matcher code = Pattern.compile("(?s)```java\\n(package (\\S+);.*?class (\\w+) .*?)```")
                .matcher(Files.readString(RunningProduct.CHECKOUT.resolve("README.md")));
        assertThat(code.find()).as("a Java class in the README").isTrue();
        Path source = folder.resolve(code.group(3) + ".java");
        Files.writeString(source, code.group(1));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        DriverCompiler.compile(List.of(source), classes);
        return DriverCompiler.bundle(code.group(2), classes, folder.resolve("load.jar"), Map.of());
    }
}
