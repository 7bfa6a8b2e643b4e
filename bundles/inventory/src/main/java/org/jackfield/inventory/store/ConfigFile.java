// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.felix.fileinstall.shaded.util.properties.TypedProperties;

/**
 * A file that File Install makes a configuration of. It is only ever replaced as a whole, because File Install may
 * read it at any moment. File Install itself writes over it, and has then read what it was just writing.
 */
final class ConfigFile {
    /** Held from when a file is read until it is replaced: of two changes one would be lost otherwise. */
    private static final Object REPLACING = new Object();

    private final Path path;
    private final ConfigFiles files;

    ConfigFile(Path path, ConfigFiles files) {
        this.path = path;
        this.files = files;
    }

    /** Whether it is of the kind that File Install reads and nobody writes. */
    boolean isXml() throws IOException {
        return text().startsWith("<");
    }

    /** Which values would not be read as they are meant, of those that change and of the others. */
    Set<String> lostBy(Map<String, Optional<Object>> changes) throws IOException {
        TypedProperties before = parsed(text());
        return lost(before, changes, parsed(changed(before, changes)));
    }

    /**
     * Changes values, and leaves all else and every comment as it is.
     *
     * @param merge what is to change, empty values being those to be taken out, if this is what is in the file
     * @return what is in the file then
     */
    Map<String, Object> write(Function<Map<String, Object>, Map<String, Optional<Object>>> merge) throws IOException {
        synchronized (REPLACING) {
            String text = text();
            TypedProperties before = parsed(text);
            Map<String, Optional<Object>> changes = merge.apply(before);
            if (changes.isEmpty()) {
                return new LinkedHashMap<>(before);
            }
            String wanted = changed(before, changes);
            TypedProperties after = parsed(wanted);
            Set<String> lost = lost(before, changes, after);
            if (!lost.isEmpty() || text.startsWith("<")) {
                throw new IOException(
                        path + " cannot hold the values of " + (lost.isEmpty() ? changes.keySet() : lost));
            }
            new Replacement(path).write(wanted.getBytes(files.encoding()));
            return new LinkedHashMap<>(after);
        }
    }

    /** At once and for good: File Install would not, and reads it again at the next start. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private String text() throws IOException {
        return new String(Files.readAllBytes(path), files.encoding());
    }

    private TypedProperties parsed(String text) throws IOException {
        TypedProperties properties = files.empty();
        properties.load(new StringReader(text));
        return properties;
    }

    private String changed(TypedProperties before, Map<String, Optional<Object>> changes) throws IOException {
        StringWriter unchanged = new StringWriter();
        before.save(unchanged);
        TypedProperties after = parsed(unchanged.toString());
        changes.forEach(
                (name, value) -> value.ifPresentOrElse(present -> after.put(name, present), () -> after.remove(name)));
        StringWriter text = new StringWriter();
        after.save(text);
        return text.toString();
    }

    private static Set<String> lost(
            Map<String, Object> before, Map<String, Optional<Object>> changes, Map<String, Object> after) {
        Map<String, Object> wanted = new LinkedHashMap<>(before);
        changes.forEach((name, value) ->
                value.ifPresentOrElse(present -> wanted.put(name, present), () -> wanted.remove(name)));
        Set<String> lost = new TreeSet<>();
        wanted.forEach((name, value) -> {
            if (!Objects.deepEquals(value, after.get(name))) {
                lost.add(name);
            }
        });
        return lost;
    }
}
