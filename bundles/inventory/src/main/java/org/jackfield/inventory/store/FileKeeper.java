// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is changed in a configuration, in the web console for instance, into the file that it comes from, and
 * deletes the file with it. File Install can do so too, but writes whatever it has read as well, over a file that
 * may have changed since. What File Install itself does to a configuration is never written: so neither follows the
 * other in a circle.
 *
 * <p>Called by whoever changes a configuration; all under the monitor, so that each change is told from the one before.
 */
@Component(immediate = true) // so that it knows how the configurations were before anybody changes them
public final class FileKeeper implements SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeeper.class);
    static final Set<String> NOT_IN_FILES =
            Set.of("service.pid", ConfigurationAdmin.SERVICE_FACTORYPID, ConfigFiles.ADDRESS);

    private final Store store;
    private final ConfigFiles files;

    /** The configurations that come from files, by PID, as they were last. */
    private final Map<String, Map<String, Object>> known = new HashMap<>();

    @Activate
    public FileKeeper(BundleContext context, @Reference ConfigurationAdmin admin) {
        files = new ConfigFiles(context);
        store = new Store(admin, files);
        store.list("(" + ConfigFiles.ADDRESS + "=*)").forEach(stored -> known.put(stored.pid(), stored.properties()));
    }

    @Override
    public synchronized void configurationEvent(ConfigurationEvent event) {
        boolean byFileInstall = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(
                        frame -> frame.getClassName().startsWith("org.apache.felix.fileinstall.internal.")));
        try {
            if (event.getType() == ConfigurationEvent.CM_UPDATED) {
                updated(event.getPid(), byFileInstall);
            } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
                deleted(event.getPid(), byFileInstall);
            }
        } catch (IOException e) {
            LOG.error("The change of {} lasts until its file is read again, since it is not in it", event.getPid(), e);
        }
    }

    private void updated(String pid, boolean byFileInstall) throws IOException {
        Map<String, Object> now = store.list("(service.pid=" + Store.escaped(pid) + ")")
                .map(StoredDevice::properties)
                .filter(properties -> properties.containsKey(ConfigFiles.ADDRESS))
                .findFirst()
                .orElse(Map.of());
        Map<String, Object> before = now.isEmpty() ? known.remove(pid) : known.put(pid, now);
        Optional<ConfigFile> file = files.of(now);
        if (byFileInstall || before == null || file.isEmpty()) {
            return;
        }
        Map<String, Optional<Object>> changes = StoredDevice.changes(before, now);
        file.get().write(present -> unlessChanged(changes, before, present));
    }

    /** Without what has changed in the file too: File Install is about to read that. */
    private static Map<String, Optional<Object>> unlessChanged(
            Map<String, Optional<Object>> changes, Map<String, Object> before, Map<String, Object> present) {
        Map<String, Optional<Object>> merged = new LinkedHashMap<>(changes);
        merged.keySet().removeIf(name -> !Objects.deepEquals(before.get(name), present.get(name)));
        return merged;
    }

    private void deleted(String pid, boolean byFileInstall) throws IOException {
        Map<String, Object> before = known.remove(pid);
        Optional<Path> path = before == null ? Optional.empty() : ConfigFiles.path(before);
        // File Install deletes what has no file; there may be a new one by now.
        if (!byFileInstall && path.isPresent() && Files.deleteIfExists(path.get())) {
            LOG.info("{} is deleted as its configuration was", path.get());
        }
    }
}
