// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file name of the folder: what lies there, what was decided about it, what runs because of it. What is
 * being done is its {@link Phase}.
 *
 * <p>Belongs to the deployer's thread.
 */
final class DriverFile {
    private static final Logger LOG = LoggerFactory.getLogger(DriverFile.class);

    /** Looks in a row that must miss a file before it counts as deleted: a copier may delete before it writes. */
    private static final int MISSED_LOOKS = 2;

    /** Looks in a row that must see the same before a new file counts as complete. */
    private static final int SETTLED_LOOKS = 2;

    /** A file that was last written so long ago is complete at once. */
    private static final Duration OLD = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final String name;
    private final Workshop workshop;
    private final RejectionNote note;
    private Phase phase;
    private Instant since;
    private Verdict verdict = new Verdict.Waiting("not looked at yet");
    private @Nullable Signature seen;
    private @Nullable Signature judged;
    private Instant unchangedSince;
    private int equalLooks;
    private int missed;
    private long bundleChangesJudged;
    private @Nullable Signature decided;
    private Optional<String> backTo = Optional.empty();
    private @Nullable Running running;
    private Optional<String> candidate = Optional.empty();

    DriverFile(String name, Workshop workshop, Optional<Bundle> adopted, Instant now) {
        this.name = name;
        this.workshop = workshop;
        this.note = new RejectionNote(path());
        this.since = now;
        this.unchangedSince = now;
        Optional<String> good = workshop.ledger().good(name);
        if (adopted.isPresent() && good.isPresent()) {
            this.running = new Running(good.get(), adopted.get());
            this.phase = new Settling(this);
        } else {
            this.candidate = workshop.ledger().symbolicName(name);
            this.phase = good.<Phase>map(digest -> Restoring.begin(this, digest, now))
                    .orElseGet(() -> new Settling(this));
        }
    }

    /** Takes in what a look at the folder has found under this name. */
    void observe(Optional<Signature> found, Instant now) {
        missed = found.isPresent() ? 0 : missed + 1;
        if (found.isEmpty()) {
            return;
        }
        if (found.get().equals(seen)) {
            equalLooks++;
        } else {
            seen = found.get();
            equalLooks = 1;
            Instant written = found.get().modified();
            unchangedSince = written.isBefore(now) ? written : now;
        }
    }

    /** Whoever changed what the last look saw has said that it is done: nothing has to be waited for. */
    void changeIsComplete() {
        equalLooks = SETTLED_LOOKS;
        missed = missed > 0 ? MISSED_LOOKS : 0;
    }

    /** The bytes of that digest are on their way back, on request. */
    void backTo(String digest) {
        backTo = Optional.of(digest);
    }

    boolean isGoingBackTo(String digest) {
        return backTo.filter(digest::equals).isPresent();
    }

    /** Does what can be done without waiting. */
    void advance(Instant now) {
        for (Phase next = phase.advance(now); next != phase; next = phase.advance(now)) {
            LOG.debug("{}: {} -> {}", name, phase.title(), next.title());
            phase = next;
            since = now;
        }
    }

    void judge(Verdict decision) {
        if (decision instanceof Verdict.Waiting) {
            decided = null;
        } else {
            decided = judged;
            backTo = Optional.empty();
        }
        if (decision.equals(verdict)) {
            return;
        }
        verdict = decision;
        if (decision instanceof Verdict.Rejected rejected) {
            String still = running()
                    .map(r -> "; version " + r.bundle().getVersion() + " keeps running")
                    .orElse("");
            LOG.warn("{} rejected: {}{}", name, rejected.reason(), still);
            note.write("%s was rejected: it %s%s.%nIt is tried again %s.%n"
                    .formatted(name, rejected.reason(), still, rejected.cure().words()));
        } else {
            note.delete();
        }
    }

    String name() {
        return name;
    }

    Path path() {
        return workshop.folder().resolve(name);
    }

    Workshop workshop() {
        return workshop;
    }

    Phase phase() {
        return phase;
    }

    boolean isDeleted() {
        return missed >= MISSED_LOOKS;
    }

    /** What lies there, if the last look saw it. */
    Optional<Signature> seen() {
        return missed > 0 ? Optional.empty() : Optional.ofNullable(seen);
    }

    /** Whether nobody seems to write it any more: two looks saw the same, or it has been so for a while. */
    boolean isSettled(Instant now) {
        return seen().isPresent() && (equalLooks >= SETTLED_LOOKS || isUnchangedFor(OLD, now));
    }

    boolean isUnchangedFor(Duration time, Instant now) {
        return Duration.between(unchangedSince, now).compareTo(time) >= 0;
    }

    /** Notes what is about to be judged, so that a change after it is noticed. */
    void judging(@Nullable Signature signature) {
        judged = signature;
        decided = null;
        bundleChangesJudged = workshop.bundleChanges().get();
    }

    /** Whether what stood in its way has changed since it was judged. */
    boolean isCurable(Instant now) {
        return verdict instanceof Verdict.Rejected rejected
                && switch (rejected.cure()) {
                    case NEW_BYTES -> false;
                    case OTHER_BUNDLES ->
                        bundleChangesJudged != workshop.bundleChanges().get();
                    case TIME -> Duration.between(since, now).compareTo(RETRY) >= 0;
                };
    }

    boolean isChanged() {
        return seen().map(signature -> !signature.equals(judged)).orElse(false);
    }

    Verdict verdict() {
        return verdict;
    }

    /** Whether the verdict is on these very bytes, and final. */
    boolean isDecided(Signature bytes) {
        return bytes.equals(decided);
    }

    /** What serves its devices; empty also when somebody has uninstalled that by hand. */
    Optional<Running> running() {
        return Optional.ofNullable(running).filter(r -> r.bundle().getState() != Bundle.UNINSTALLED);
    }

    /** What ran before the product was restarted runs again. */
    void restored(Running before) {
        running = before;
    }

    /** The new bytes have proved themselves. */
    void accept(DriverJar jar, Bundle bundle) {
        running()
                .map(before -> before.bundle().getVersion())
                .filter(before -> before.compareTo(bundle.getVersion()) > 0)
                .ifPresent(newer -> LOG.info("{}: {} replaces the newer {}", name, bundle.getVersion(), newer));
        running = new Running(jar.digest(), bundle);
        candidate = Optional.empty();
        workshop.ledger().accept(name, jar, isGoingBackTo(jar.digest()));
        workshop.bundleChanges().incrementAndGet();
        judge(new Verdict.Accepted());
        LOG.info("{}: {} {} runs", name, bundle.getSymbolicName(), bundle.getVersion());
    }

    /** The new bytes will not run; if they are to blame, not after a restart either. */
    void reject(DriverJar jar, Verdict.Rejected rejected) {
        candidate = Optional.empty();
        if (rejected.cure() == Verdict.Cure.NEW_BYTES) {
            workshop.ledger().reject(name, jar.digest(), rejected.reason());
        }
        judge(rejected);
    }

    /** Lays claim to a symbolic name for a JAR that is about to run, or gives that claim up. */
    void candidate(Optional<String> symbolicName) {
        candidate = symbolicName;
    }

    /** Whether no other file may have a driver of that name. */
    boolean claims(String symbolicName) {
        return runs(symbolicName) || candidate.filter(symbolicName::equals).isPresent();
    }

    boolean runs(String symbolicName) {
        return running()
                .filter(r -> symbolicName.equals(r.bundle().getSymbolicName()))
                .isPresent();
    }

    /** Nothing is left of it. */
    void forget() {
        running = null;
        note.delete();
        workshop.ledger().forget(name);
        workshop.bundleChanges().incrementAndGet();
    }

    DriverStatus status() {
        return status(phase.title());
    }

    /** As it is once everything is tidied up: which of two versions serves is certain before the other has left. */
    DriverStatus decided() {
        return status(new Idle(this).title());
    }

    private DriverStatus status(String state) {
        Optional<Running> now = running();
        boolean current = seen == null || isDecided(seen) || verdict instanceof Verdict.Waiting;
        return new DriverStatus(
                name,
                now.map(r -> r.bundle().getSymbolicName()).orElse(""),
                now.map(r -> r.bundle().getVersion().toString()).orElse(""),
                state,
                current ? verdict : new Verdict.Waiting("is not decided about yet: " + phase.title()),
                now.map(r -> List.copyOf(DeviceClaims.of(r.bundle()).keySet())).orElse(List.of()),
                now.map(Running::digest).orElse(""),
                since,
                workshop.ledger().before(name),
                workshop.leaks().of(name));
    }
}
