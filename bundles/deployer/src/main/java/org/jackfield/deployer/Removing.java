// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes out the version that is not needed any more: the old one after a commit, the new one to roll back. */
record Removing(DriverFile file, String bundle, Step<Boolean> work, Instant deadline) implements Phase {
    private static final Logger LOG = LoggerFactory.getLogger(Removing.class);

    static Removing begin(DriverFile file, Bundle bundle, Instant now) {
        Workshop workshop = file.workshop();
        return new Removing(
                file,
                bundle.getSymbolicName() + " " + bundle.getVersion(),
                workshop.begin(file.name(), () -> {
                    workshop.installer().remove(bundle);
                    return true;
                }),
                now.plus(workshop.patience().deadline()));
    }

    @Override
    public Phase advance(Instant now) {
        if (isOver(now)) {
            return new Idle(file);
        }
        return this;
    }

    /** Whether the bundle has left, or is not waited for any longer. */
    boolean isOver(Instant now) {
        if (work.isDone()) {
            return true;
        }
        if (now.isBefore(deadline)) {
            return false;
        }
        LOG.warn(
                "{}: {} does not stop; it stays until it does or the product is restarted: {}",
                file.name(),
                bundle,
                work.whereabouts());
        return work.abandon(late -> {});
    }

    @Override
    public String title() {
        return "removing";
    }

    @Override
    public Optional<Step<?>> step() {
        return Optional.of(work);
    }
}
