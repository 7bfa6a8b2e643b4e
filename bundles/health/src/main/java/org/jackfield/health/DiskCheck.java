// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Whether what is to be kept has room: numbers and tasks in {@code data}, JARs in {@code drivers}. Stateless. */
@Component
@HouseCheck(name = "disk")
@Designate(ocd = DiskConfig.class)
public final class DiskCheck implements HealthCheck {
    private static final String HOME = "jackfield.home";
    private static final List<String> FOLDERS = List.of("data", "drivers");

    private final Path home;
    private final long warnBytes;
    private final long criticalBytes;

    @Activate
    public DiskCheck(BundleContext context, DiskConfig config) {
        this(home(context), config.warn_megabytes() << 20, config.critical_megabytes() << 20);
    }

    DiskCheck(Path home, long warnBytes, long criticalBytes) {
        if (criticalBytes < 1 || warnBytes < criticalBytes) {
            throw new IllegalArgumentException("what must be free is at least 1 and at most what should be, was "
                    + criticalBytes + " of " + warnBytes + " bytes");
        }
        this.home = home;
        this.warnBytes = warnBytes;
        this.criticalBytes = criticalBytes;
    }

    private static Path home(BundleContext context) {
        String home = context.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException("the framework property " + HOME + " must name the home, is not set");
        }
        return Path.of(home);
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        FOLDERS.forEach(folder -> look(folder, found));
        return found.result();
    }

    /** Folders are named as the home names them: where that is concerns no stranger. */
    private void look(String folder, Findings found) {
        try {
            judge(folder, Files.getFileStore(home.resolve(folder)).getUsableSpace(), found);
        } catch (IOException e) {
            found.critical("the folder " + folder + " of the home cannot be looked at", e);
        }
    }

    private void judge(String folder, long free, Findings found) {
        String text = Amount.bytes(free) + " are free for " + folder;
        if (free < criticalBytes) {
            found.critical(text + ", " + Amount.bytes(criticalBytes) + " must be");
        } else if (free < warnBytes) {
            found.warn(text + ", " + Amount.bytes(warnBytes) + " should be");
        } else {
            found.note(text);
        }
    }
}
