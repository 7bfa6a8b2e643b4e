// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the start script leads to: checks that it can start, starts, says so, and stays until the end. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final Duration DOOR_OPENS_WITHIN = Duration.ofSeconds(30);
    private static final Duration DOOR_LOOK = Duration.ofMillis(10);

    private final Options options;
    private final PrintStream terminal;

    private Main(Options options, PrintStream terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** Ends with 0 when it was stopped, with 1 when it could not start, with 2 when it was not understood. */
    public static void main(String[] arguments) throws InterruptedException {
        int exitCode = 0;
        try {
            new Main(Options.parse(List.of(arguments)), System.out).run(Product.ofSystemProperty());
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            exitCode = e.exitCode();
        }
        System.exit(exitCode);
    }

    private void run(Product product) throws InterruptedException {
        Home home = Home.open(options.home(), product);
        Log.configure(home, options.debug());
        Address address = Address.free(options.host(), options.port());
        Platform platform = new Platform(FrameworkProperties.of(home, address, options.shell()));
        Runtime.getRuntime().addShutdownHook(new Thread(new Shutdown(platform, home), "shutdown"));
        LOG.info("Starting on {} with the home {}", address.url(), home.folder());

        try {
            platform.start(product.bundles());
            awaitOpenDoor(platform, address);
            // First: whoever reads that it is ready may end it at once.
            ClassArchive.ofSystemProperty().ifPresent(ClassArchive::markComplete);
            welcome(address, home);
        } catch (CannotStart e) {
            if (!platform.isStopping()) {
                throw e;
            }
        }
        platform.awaitStop();
    }

    private void welcome(Address address, Home home) {
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        int drivers = Product.jars(home.drivers()).size();
        LOG.info("Ready after {} s", seconds);
        terminal.printf(
                Locale.ROOT,
                "Jackfield is ready: %s  (home %s, %d %s, started in %.1f s)%n",
                address.url(),
                home.folder(),
                drivers,
                drivers == 1 ? "driver" : "drivers",
                seconds);
        if (address.isOpenToOthers()) {
            terminal.printf(
                    "Everyone who can reach this machine on %s can read every stream and control every device; only the"
                            + " administrator's routes ask for a password, and that travels unencrypted, as there is no TLS yet.%n",
                    address.host());
        }
    }

    private static void awaitOpenDoor(Platform platform, Address address) throws InterruptedException {
        long end = System.nanoTime() + DOOR_OPENS_WITHIN.toNanos();
        while (!address.accepts()) {
            if (!platform.isRunning() || System.nanoTime() - end > 0) {
                throw CannotStart.because(
                        "The web server did not open " + address.url() + "; the log has the details.");
            }
            Thread.sleep(DOOR_LOOK.toMillis());
        }
    }
}
