// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has changed the folder through the service and waits for what becomes of it.
 *
 * <p>Made by any thread and then the deployer's; the answer is completed on a thread of neither, since what
 * hangs on it is foreign code.
 */
final class Inquiry {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final DriverEntry last;
    private final Optional<Signature> bytes;
    private final Optional<String> backTo;
    private final CompletableFuture<DriverEntry> answer = new CompletableFuture<>();
    private @Nullable Instant deadline;

    private Inquiry(DriverEntry last, Optional<Signature> bytes, Optional<String> backTo) {
        this.last = last;
        this.bytes = bytes;
        this.backTo = backTo;
    }

    /** After a JAR was put there; {@code bytes} is how it looks. */
    static Inquiry put(String name, Signature bytes) {
        return new Inquiry(unknown(name), Optional.of(bytes), Optional.empty());
    }

    /** After an earlier JAR, of that digest, was put back. */
    static Inquiry putBack(String name, Signature bytes, String digest) {
        return new Inquiry(unknown(name), Optional.of(bytes), Optional.of(digest));
    }

    /** After a JAR was deleted; {@code last} is what was known of it. */
    static Inquiry delete(DriverEntry last) {
        return new Inquiry(last, Optional.empty(), Optional.empty());
    }

    /** Nothing is known of a file of that name. */
    static DriverEntry unknown(String name) {
        return new DriverEntry(
                name,
                "",
                "",
                "unknown",
                Verdict.WAITING,
                "was not looked at yet",
                List.of(),
                "",
                Instant.EPOCH,
                List.of(),
                Optional.empty());
    }

    String name() {
        return last.name();
    }

    CompletionStage<DriverEntry> answer() {
        return answer.minimalCompletionStage();
    }

    /** Tells the file, right after a look, what is known of the change: it is complete. */
    void tell(DriverFile file) {
        if (file.seen().equals(bytes)) {
            file.changeIsComplete();
            backTo.ifPresent(file::backTo);
        }
    }

    /**
     * Answers if it is time to.
     *
     * @param file null if the folder has none of that name
     * @return whether it is answered
     */
    boolean settle(@Nullable DriverFile file, Patience patience, Instant now) {
        Optional<DriverEntry> decided = bytes.isPresent() ? decided(file, bytes.get()) : deleted(file, now);
        if (decided.isEmpty() && isOverdue(patience, now)) {
            decided = Optional.of(file == null ? last : file.status().entry());
        }
        decided.ifPresent(entry -> answer.completeAsync(() -> entry));
        return decided.isPresent();
    }

    /** Gives up, since nobody will decide any more. */
    void fail() {
        CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> answer.completeExceptionally(
                new IllegalStateException("the deployer was stopped before it had decided about " + name())));
    }

    private static Optional<DriverEntry> decided(@Nullable DriverFile file, Signature bytes) {
        if (file == null) {
            return Optional.empty();
        }
        if (file.isDecided(bytes)) {
            return Optional.of(file.decided().entry());
        }
        return file.seen()
                .filter(others -> !others.equals(bytes))
                .map(others -> replaced(file.status().entry()));
    }

    private Optional<DriverEntry> deleted(@Nullable DriverFile file, Instant now) {
        if (file == null) {
            return Optional.of(new DriverEntry(
                    name(),
                    last.symbolicName(),
                    last.version(),
                    "gone",
                    last.verdict(),
                    last.reason(),
                    List.of(),
                    last.digest(),
                    now,
                    List.of(),
                    last.leak()));
        }
        return file.seen().map(another -> file.status().entry());
    }

    private static DriverEntry replaced(DriverEntry present) {
        return new DriverEntry(
                present.name(),
                present.symbolicName(),
                present.version(),
                present.state(),
                Verdict.REJECTED,
                "was replaced by other bytes before it was decided about",
                present.devices(),
                present.digest(),
                present.since(),
                present.before(),
                present.leak());
    }

    /** A start and a hand-over may each take until their deadline, one after the other. */
    private boolean isOverdue(Patience patience, Instant now) {
        if (deadline == null) {
            deadline = now.plus(patience.deadline().multipliedBy(2)).plus(MARGIN);
        }
        return !now.isBefore(deadline);
    }
}
