// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes driver bundles of Java sources, as a vendor's build does. */
final class DriverCompiler {
    /** Of this class path, what drivers are written against; bnd reads all it is given, for every bundle. */
    private static final Pattern NEEDED = Pattern.compile(
            ".*(jackfield\\.api|bundles.api|service\\.component|service\\.metatype|felix\\.framework).*");

    private DriverCompiler() {}

    /** Compiles all sources of a folder into another. */
    static void compile(List<Path> sources, Path classes) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", classes.toString(), "--release", "17", "-proc:none"),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    /** Bundles one package, which gives the bundle its name. */
    static Path bundle(String packageName, Path classes, Path target, Map<String, String> headers) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", packageName);
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("Private-Package", packageName);
            headers.forEach(builder::setProperty);
            builder.addClasspath(classes.toFile());
            for (String entry : classPath()) {
                builder.addClasspath(new File(entry));
            }
            Jar jar = builder.build();
            assertThat(builder.getErrors()).isEmpty();
            jar.write(target.toFile());
            return target;
        }
    }

    private static List<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> NEEDED.matcher(entry).matches())
                .toList();
    }
}
