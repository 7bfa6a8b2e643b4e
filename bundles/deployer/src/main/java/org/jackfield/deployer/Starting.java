// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs, resolves and starts the new version, beside the one that runs if one does. */
record Starting(DriverFile file, DriverJar jar, Optional<Handover> handover, Step<Bundle> work, Instant deadline)
        implements Phase {
    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);

    static Starting begin(DriverFile file, DriverJar jar, Instant now) {
        Workshop workshop = file.workshop();
        file.candidate(Optional.of(jar.manifest().symbolicName()));
        // Before the step begins: as soon as the new version starts, its devices begin to move.
        Optional<Bundle> predecessor = file.running().map(Running::bundle);
        Optional<Handover> handover =
                predecessor.map(bundle -> new Handover(workshop.streams(), workshop.patience(), bundle));
        return new Starting(
                file,
                jar,
                handover,
                workshop.begin(file.name(), () -> workshop.installer().replace(predecessor, file.name(), jar)),
                now.plus(workshop.patience().deadline()));
    }

    @Override
    public Phase advance(Instant now) {
        Installer installer = file.workshop().installer();
        if (!work.isDone()) {
            if (now.isBefore(deadline)) {
                return this;
            }
            LOG.warn("{}: {} does not return from its start: {}", file.name(), jar.manifest(), work.whereabouts());
            if (!work.abandon(installer::removeLate)) {
                return this;
            }
            file.reject(jar, new Verdict.Rejected("did not start in time", Verdict.Cure.NEW_BYTES));
            return new Idle(file);
        }
        try {
            Bundle bundle = work.result();
            if (handover.isPresent()) {
                return new HandingOver(file, jar, bundle, handover.get(), now);
            }
            file.accept(jar, bundle);
        } catch (RejectedJarException e) {
            file.reject(jar, e.verdict());
        }
        return new Idle(file);
    }

    @Override
    public String title() {
        return "starting";
    }

    @Override
    public Optional<Step<?>> step() {
        return Optional.of(work);
    }
}
