// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

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
        compile(source, classes);
        return bundle(code.group(2), classes, folder.resolve("load.jar"));
    }

    private static void compile(Path source, Path classes) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", classes.toString(), "--release", "17"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static Path bundle(String name, Path classes, Path target) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", name);
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("-includeresource", classes.toString());
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (entry.endsWith(".jar")) {
                    builder.addClasspath(new File(entry));
                }
            }
            Jar jar = builder.build();
            assertThat(builder.getErrors()).isEmpty();
            jar.write(target.toFile());
            return target;
        }
    }
}
