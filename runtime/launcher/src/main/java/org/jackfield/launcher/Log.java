// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The one log: files in the home, warnings on the terminal; {@code config/logback.xml} of the home may say otherwise. */
final class Log {
    private Log() {}

    static void configure(Home home, boolean debug) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("jackfield.log", home.log().toString());
        context.putProperty("jackfield.level", debug ? "DEBUG" : "INFO");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        Path own = home.config().resolve("logback.xml");
        URL configuration = Files.exists(own) ? url(own) : ours();
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw CannotStart.because(
                    "The log configuration " + configuration + " cannot be used: " + Reason.of(e) + ".");
        }
        LogManager.getLogManager().reset(); // what libraries say through the JDK goes the same way
        SLF4JBridgeHandler.install();
    }

    private static URL ours() {
        return Objects.requireNonNull(Log.class.getResource("logback.xml"), "logback.xml beside this class");
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("A file's URI must be a URL, was " + file.toUri(), e);
        }
    }

    /** Writes out what is left and closes the files. */
    static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
