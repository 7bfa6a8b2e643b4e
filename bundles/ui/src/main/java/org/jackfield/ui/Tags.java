// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Words by which people put devices together, such as a room or an experiment. In one file, for everybody who looks;
 * a device that is away keeps its own. Writers take turns; readers see the file as it was or as it will be.
 */
final class Tags {
    static final int MAX_BYTES = 4 * 1024;
    static final int MOST_DEVICES = 2_000;
    static final int MOST_OF_ONE = 12;
    private static final int LONGEST = 40;
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    Tags(Path file) {
        this.file = file;
    }

    Map<String, List<String>> all() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        return JSON.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, List<String>>>() {});
    }

    /** Those are the device's from now on; none at all forgets it. */
    synchronized void keep(String device, byte[] json) throws IOException {
        if (!DEVICE.matcher(device).matches()) {
            throw new Refused("a device has 1 to 100 letters, digits, '.', '_' or '-', and does not begin with '.'");
        }
        Set<String> tags = tags(json);
        Map<String, List<String>> all = new TreeMap<>(all());
        if (tags.isEmpty()) {
            all.remove(device);
        } else {
            all.put(device, List.copyOf(tags));
        }
        if (all.size() > MOST_DEVICES) {
            throw new Refused("at most " + MOST_DEVICES + " devices can have tags; take them off others first");
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, JSON.writeValueAsBytes(all));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Set<String> tags(byte[] json) throws IOException {
        if (json.length > MAX_BYTES) {
            throw new Refused("the tags of a device may have at most " + MAX_BYTES + " bytes, they have more");
        }
        Set<String> tags = new LinkedHashSet<>();
        for (JsonNode tag : list(json)) {
            tags.add(word(tag));
        }
        if (tags.size() > MOST_OF_ONE) {
            throw new Refused("a device may have at most " + MOST_OF_ONE + " tags, came " + tags.size());
        }
        return tags;
    }

    private static JsonNode list(byte[] json) throws IOException {
        try {
            JsonNode list = JSON.readTree(json);
            if (list.isArray()) {
                return list;
            }
        } catch (JsonProcessingException e) {
            throw new Refused("tags must be JSON: " + e.getOriginalMessage());
        }
        throw new Refused("tags must be a list such as [\"lab 1\"]");
    }

    private static String word(JsonNode tag) {
        String word = tag.isTextual() ? tag.textValue().strip() : "";
        if (word.isEmpty() || word.length() > LONGEST) {
            throw new Refused("a tag must be a text of 1 to " + LONGEST + " characters, was " + tag);
        }
        return word;
    }
}
