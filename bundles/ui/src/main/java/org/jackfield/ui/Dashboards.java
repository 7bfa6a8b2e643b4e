// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people have put together on screens, one file each. What is on them is the page's business: here it is an
 * object of JSON with a bound. Writers take turns; readers see a file as it was or as it will be.
 */
final class Dashboards {
    static final int MAX_BYTES = 64 * 1024;
    static final int MOST = 200;
    private static final int DEEPEST = 20;
    private static final String ENDING = ".json";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private final Path folder;

    Dashboards(Path folder) {
        this.folder = folder;
    }

    List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    Optional<byte[]> find(String name) throws IOException {
        Path file = file(name);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    synchronized void keep(String name, byte[] content) throws IOException {
        Path file = file(name);
        check(content);
        if (!Files.exists(file) && names().size() >= MOST) {
            throw new Refused("at most " + MOST + " dashboards are kept; remove one first");
        }
        Files.createDirectories(folder);
        Path fresh = folder.resolve(name + ENDING + ".new");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    synchronized boolean remove(String name) throws IOException {
        return Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Refused("a name must have 1 to 64 letters, digits, '.', '_' or '-', and not begin with '.'");
        }
        return folder.resolve(name + ENDING);
    }

    private static void check(byte[] content) throws IOException {
        if (content.length > MAX_BYTES) {
            throw new Refused("a dashboard may have at most " + MAX_BYTES + " bytes, it has more");
        }
        try {
            JsonNode dashboard = JSON.readTree(content);
            if (!dashboard.path("tiles").isArray()) {
                throw new Refused("a dashboard must be an object such as {\"tiles\":[]}");
            }
        } catch (JsonProcessingException e) {
            throw new Refused("a dashboard must be JSON: " + e.getOriginalMessage());
        }
    }
}
