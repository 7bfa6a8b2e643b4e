// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file was deleted: takes its driver out. */
record Retiring(Removing removing) implements Phase {
    private static final Logger LOG = LoggerFactory.getLogger(Retiring.class);

    static Phase begin(DriverFile file, Instant now) {
        Optional<Running> running = file.running();
        if (running.isEmpty()) {
            return new Gone();
        }
        LOG.info("{} was deleted: {} leaves", file.name(), running.get().bundle());
        return new Retiring(Removing.begin(file, running.get().bundle(), now));
    }

    @Override
    public Phase advance(Instant now) {
        return removing.isOver(now) ? new Gone() : this;
    }

    @Override
    public String title() {
        return "leaving";
    }

    @Override
    public Optional<Step<?>> step() {
        return removing.step();
    }
}
