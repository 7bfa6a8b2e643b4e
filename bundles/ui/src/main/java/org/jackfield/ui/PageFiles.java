// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What was built into this bundle; a name that is not among it leads nowhere. Immutable. */
@Component(service = PageFiles.class)
public final class PageFiles {
    static final String START = "index.html";
    private static final String FOLDER = "/page/";

    private final Map<String, PageFile> files;

    @Activate
    public PageFiles(BundleContext context) {
        this(read(context.getBundle()));
    }

    PageFiles(Map<String, PageFile> files) {
        this.files = Map.copyOf(files);
        if (!files.containsKey(START)) {
            throw new IllegalStateException("expected " + START + " in this bundle, found " + files.keySet());
        }
    }

    Optional<PageFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    PageFile start() {
        return find(START).orElseThrow();
    }

    private static Map<String, PageFile> read(Bundle bundle) {
        Map<String, PageFile> files = new HashMap<>();
        Enumeration<URL> entries = bundle.findEntries(FOLDER, "*.*", true);
        for (URL entry : Collections.list(entries == null ? Collections.emptyEnumeration() : entries)) {
            String path = entry.getPath().substring(FOLDER.length());
            try (InputStream content = entry.openStream()) {
                files.put(path, new PageFile(path, content.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException("expected to read " + path + " in this bundle", e);
            }
        }
        return files;
    }
}
