// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;

/** Decided; until something changes. */
record Idle(DriverFile file) implements Phase {
    @Override
    public Phase advance(Instant now) {
        if (file.isDeleted()) {
            return Retiring.begin(file, now);
        }
        if (file.isChanged()) {
            return new Settling(file);
        }
        if (file.isCurable(now)) {
            return file.seen()
                    .<Phase>map(signature -> Judging.begin(file, signature))
                    .orElse(this);
        }
        return this;
    }

    @Override
    public String title() {
        return file.verdict() instanceof Verdict.Rejected ? "rejected" : "running";
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}
