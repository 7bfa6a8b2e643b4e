// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jackfield.security.Administrator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator whose password was made up at the first start and shown then, so that there is no
 * default password that anybody could know. What is kept of it is a hash, in the home folder.
 *
 * <p>While that file is there but unusable nobody is administrator: a new password is made only for someone
 * who could delete the file. Immutable but for {@link PasswordCheck}.
 */
@Component(service = Administrator.class, immediate = true)
public final class StoredAdministrator implements Administrator {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAdministrator.class);

    private final Optional<PasswordCheck> check;

    @Activate
    public StoredAdministrator(BundleContext framework) {
        this(
                new PasswordFile(Path.of(property(framework, "jackfield.home"))
                        .resolve("data")
                        .resolve("administrator")),
                address(property(framework, "jackfield.host"), property(framework, "jackfield.port")),
                System.out);
    }

    StoredAdministrator(PasswordFile file, String address, PrintStream terminal) {
        check = readOrCreate(file, address, terminal).map(PasswordCheck::new);
    }

    @Override
    public boolean isAdministrator(String name, String password) {
        return check.isPresent() && NAME.equals(name) && check.get().isRight(password);
    }

    private static Optional<PasswordHash> readOrCreate(PasswordFile file, String address, PrintStream terminal) {
        try {
            // "not exists" and not "no: exists": a file that cannot be looked at is not one that is missing.
            return Optional.of(Files.notExists(file.path()) ? create(file, address, terminal) : file.read());
        } catch (IOException | IllegalArgumentException e) {
            LOG.error(
                    "Nobody is administrator, because {} could not be used. Delete it and restart for a new password.",
                    file.path(),
                    e);
            return Optional.empty();
        }
    }

    private static PasswordHash create(PasswordFile file, String address, PrintStream terminal) throws IOException {
        String password = GeneratedPassword.next();
        PasswordHash hash = PasswordHash.of(password);
        file.write(hash);
        String line = "-".repeat(72);
        terminal.println(String.join(
                System.lineSeparator(),
                "",
                line,
                "  Web console   " + address,
                "  User          " + NAME,
                "  Password      " + password,
                "",
                "  The password is shown this once. For a new one delete",
                "  " + file.path(),
                "  and restart.",
                line,
                ""));
        terminal.flush();
        return hash;
    }

    /** Where to log in; a server that listens everywhere is called by a name that leads there. */
    static String address(String host, String port) {
        String name = host;
        if (host.equals("0.0.0.0") || host.equals("::")) {
            name = "localhost";
        } else if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
            name = "[" + host + "]";
        }
        return "http://" + name + ":" + port + "/system/console";
    }

    private static String property(BundleContext framework, String name) {
        String value = framework.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("expected the framework property " + name + ", it is not set");
        }
        return value;
    }
}
