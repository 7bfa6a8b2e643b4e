// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** After a restart of the product: starts what ran well before it, without a look at what lies there now. */
record Restoring(DriverFile file, Step<Optional<Running>> work, Instant deadline) implements Phase {
    private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

    static Restoring begin(DriverFile file, String digest, Instant now) {
        Workshop workshop = file.workshop();
        return new Restoring(
                file,
                workshop.begin(file.name(), () -> {
                    Optional<DriverJar> jar = workshop.staged().find(digest);
                    return jar.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new Running(digest, workshop.installer().start(file.name(), jar.get())));
                }),
                now.plus(workshop.patience().deadline()));
    }

    @Override
    public Phase advance(Instant now) {
        if (!work.isDone()) {
            if (now.isBefore(deadline)) {
                return this;
            }
            LOG.warn("{}: the version that ran before does not start: {}", file.name(), work.whereabouts());
            if (!work.abandon(late -> late.ifPresent(this::removeLate))) {
                return this;
            }
        } else {
            try {
                work.result().ifPresent(running -> {
                    file.restored(running);
                    LOG.info("{}: {} runs as before", file.name(), running.bundle());
                });
            } catch (RejectedJarException e) {
                LOG.warn("{}: the version that ran before {}", file.name(), e.getMessage());
            }
        }
        file.candidate(Optional.empty());
        return new Settling(file);
    }

    private void removeLate(Running late) {
        file.workshop().installer().removeLate(late.bundle());
    }

    @Override
    public String title() {
        return "restoring";
    }

    @Override
    public Optional<Step<?>> step() {
        return Optional.of(work);
    }
}
