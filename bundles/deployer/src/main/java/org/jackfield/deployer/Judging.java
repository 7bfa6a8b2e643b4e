// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Copies the file aside, looks into the copy and decides what to do with it. */
record Judging(DriverFile file, Signature signature, Step<DriverJar> work) implements Phase {
    static Judging begin(DriverFile file, Signature signature) {
        file.judging(signature);
        Workshop workshop = file.workshop();
        return new Judging(file, signature, workshop.begin(file.name(), () -> workshop.staged()
                .stage(file.path())));
    }

    @Override
    public Phase advance(Instant now) {
        if (!work.isDone()) {
            return this;
        }
        Optional<Signature> present = Signature.of(file.path());
        if (!present.equals(Optional.of(signature))) {
            file.observe(present, now); // written while it was copied
            return new Settling(file);
        }
        try {
            return decide(work.result(), now);
        } catch (RejectedJarException e) {
            file.judge(e.verdict());
            return new Idle(file);
        }
    }

    private Phase decide(DriverJar jar, Instant now) {
        if (file.running().map(running -> running.digest().equals(jar.digest())).orElse(false)) {
            file.judge(new Verdict.Unchanged());
            return new Idle(file);
        }
        Optional<String> known = file.workshop().ledger().whyRejected(file.name(), jar.digest());
        if (known.isPresent() && !file.isGoingBackTo(jar.digest())) {
            throw new RejectedJarException(known.get(), Verdict.Cure.NEW_BYTES);
        }
        String symbolicName = jar.manifest().symbolicName();
        refuseIfForeign(symbolicName);
        Optional<DriverFile> other = file.workshop().claimant().apply(symbolicName, file);
        if (other.isPresent() && !other.get().runs(symbolicName)) {
            return this; // the other is on its way, and may still fail
        }
        if (other.isPresent()) {
            throw new RejectedJarException(
                    "has the symbolic name " + symbolicName + ", as has "
                            + other.get().name() + ": one of the two has to go",
                    Verdict.Cure.OTHER_BUNDLES);
        }
        return Starting.begin(file, jar, now);
    }

    private void refuseIfForeign(String symbolicName) {
        Optional<Bundle> foreign = file.workshop().installer().foreign(symbolicName);
        if (foreign.isPresent()) {
            throw new RejectedJarException(
                    "has the symbolic name of a bundle that is no driver, " + symbolicName + " "
                            + foreign.get().getVersion() + ": a driver needs one of its own",
                    Verdict.Cure.OTHER_BUNDLES);
        }
    }

    @Override
    public String title() {
        return "judging";
    }

    @Override
    public Optional<Step<?>> step() {
        return Optional.of(work);
    }
}
