// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipFile;

/** Waits until the file is complete: nobody writes it, and its table of contents, which comes last, is there. */
record Settling(DriverFile file) implements Phase {
    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    @Override
    public Phase advance(Instant now) {
        if (file.isDeleted()) {
            return Retiring.begin(file, now);
        }
        if (file.seen().isEmpty()) {
            return this;
        }
        if (!file.isSettled(now)) {
            file.judge(new Verdict.Waiting("is still being copied"));
            return this;
        }
        Signature signature = file.seen().get();
        try {
            new ZipFile(file.path().toFile()).close();
            return Judging.begin(file, signature);
        } catch (IOException e) {
            return unreadable(signature, "cannot be read as a JAR: " + e.getMessage(), now);
        }
    }

    private Phase unreadable(Signature signature, String reason, Instant now) {
        if (file.isUnchangedFor(GIVE_UP, now)) {
            file.judging(signature);
            file.judge(new Verdict.Rejected(reason, Verdict.Cure.NEW_BYTES));
            return new Idle(file);
        }
        file.judge(new Verdict.Waiting(reason));
        return this;
    }

    @Override
    public String title() {
        return "waiting";
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}
