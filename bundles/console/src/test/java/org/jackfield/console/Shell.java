// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;

/** Gogo itself with some commands of ours. */
final class Shell implements AutoCloseable {
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl gogo = new CommandProcessorImpl(threads);
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    Shell() {
        threads.start();
    }

    void offer(Object commands, String... names) {
        for (String name : names) {
            gogo.addCommand("jackfield", commands, name);
        }
    }

    /** What a line comes to. */
    String type(String line) throws Exception {
        return type(line, new ByteArrayInputStream(new byte[0]));
    }

    /** The same with somebody at the keys. */
    String type(String line, InputStream keys) throws Exception {
        try (CommandSession session = gogo.createSession(keys, screen, screen)) {
            return String.valueOf(session.execute(line));
        }
    }

    /** What was printed meanwhile. */
    String screen() {
        return screen.toString(UTF_8);
    }

    @Override
    public void close() {
        gogo.stop();
        threads.stop();
    }
}
