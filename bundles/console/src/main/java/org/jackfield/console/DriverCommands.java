// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.felix.service.command.Descriptor;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.Drivers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The drivers for who sits at a Gogo shell, who is the administrator: a shell can do everything. Gogo finds the
 * commands by the properties and calls the methods of their names. Stateless.
 */
@Component(
        service = DriverCommands.class,
        property = {
            "osgi.command.scope=jackfield",
            "osgi.command.function=drivers",
            "osgi.command.function=driver",
            "osgi.command.function=driverInstall",
            "osgi.command.function=driverRemove",
            "osgi.command.function=driverRollback"
        })
public final class DriverCommands {
    private final Drivers drivers;

    @Activate
    public DriverCommands(@Reference Drivers drivers) {
        this.drivers = drivers;
    }

    /** {@code jackfield:drivers}: all of them, one a line. */
    @Descriptor("all drivers, one a line")
    public String drivers() {
        return DriverText.table(drivers.all());
    }

    /** {@code jackfield:driver my.jar}: all about one. */
    @Descriptor("all about one driver")
    public String driver(@Descriptor("its file, such as my.jar") String name) {
        return drivers.find(name).map(DriverText::of).orElseThrow(() -> DriverRollback.unknown(name));
    }

    /** {@code jackfield:driverInstall /path/to/my.jar}: copies it into the folder and tells the verdict. */
    @Descriptor("copies a JAR into the drivers' folder and tells the verdict")
    public String driverInstall(@Descriptor("its path") String file) throws IOException, InterruptedException {
        Path jar = Path.of(file);
        Path name = jar.getFileName();
        if (name == null || !Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("expected the path of a JAR, there is no file " + jar.toAbsolutePath());
        }
        try (InputStream bytes = Files.newInputStream(jar)) {
            return told(drivers.put(name.toString(), bytes), name.toString());
        }
    }

    /** {@code jackfield:driverRemove my.jar}: deletes it from the folder. */
    @Descriptor("deletes a driver from the folder; its devices go")
    public String driverRemove(@Descriptor("its file, such as my.jar") String name)
            throws IOException, InterruptedException {
        return told(drivers.delete(name).orElseThrow(() -> DriverRollback.unknown(name)), name);
    }

    /** {@code jackfield:driverRollback my.jar}: puts back the version before. */
    @Descriptor("puts back the version that ran before")
    public String driverRollback(@Descriptor("its file, such as my.jar") String name)
            throws IOException, InterruptedException {
        return told(DriverRollback.of(drivers, name), name);
    }

    private static String told(CompletionStage<DriverEntry> decision, String name) throws InterruptedException {
        return told(Patience.await(decision, Patience.USUAL), name);
    }

    private static String told(Optional<DriverEntry> decided, String name) {
        return decided.map(DriverText::of)
                .orElse("Not decided after " + Patience.USUAL.toSeconds() + " seconds; ask again with jackfield:driver "
                        + name);
    }
}
