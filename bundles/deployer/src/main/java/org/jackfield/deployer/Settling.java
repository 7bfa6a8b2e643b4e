// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipFile;

/** Waits until the file is complete: nobody writes it, and its table of contents, which comes last, is there. */
record Settling(DriverFile file) implements Phase {
    /** How long an archive that cannot be read may rest before it is taken for one that stays so. */
    private static final Duration REST = Duration.ofSeconds(2);

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
        if (!signature.readable()) {
            return reject(signature, "may not be read by this process: change its permissions");
        }
        try {
            new ZipFile(file.path().toFile()).close();
            return Judging.begin(file, signature);
        } catch (IOException e) {
            return unreadable(
                    signature, String.valueOf(JarInspection.unreadable(e).getMessage()), now);
        }
    }

    private Phase unreadable(Signature signature, String reason, Instant now) {
        if (file.isUnchangedFor(REST, now)) {
            return reject(signature, reason);
        }
        file.judge(new Verdict.Waiting(reason));
        return this;
    }

    /** Until its bytes, or who may read them, change: a copy that goes on is judged anew. */
    private Phase reject(Signature signature, String reason) {
        file.judging(signature);
        file.judge(new Verdict.Rejected(reason, Verdict.Cure.NEW_BYTES));
        return new Idle(file);
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
