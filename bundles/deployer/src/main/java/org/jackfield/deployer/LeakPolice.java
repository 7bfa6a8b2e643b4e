// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether the classes of drivers that have left leave memory too, and names what keeps them.
 *
 * <p>Classes go in a collection of all garbage only, for which every thread stands still; so one is asked for
 * no sooner than it is needed, once for all that wait for it, and seldom while drivers are swapped all the
 * time. What is seen to keep a class loader needs none.
 *
 * <p>{@link #watch}, {@link #of} and {@link #found} may be called from any thread; all else is its own
 * thread's, which runs while there is something to watch.
 */
final class LeakPolice {
    private static final Logger LOG = LoggerFactory.getLogger(LeakPolice.class);
    private static final int MOST_ROOTS = 3;
    private static final int COLLECTIONS = 2;
    private static final String CLOSED = "a thread-local or static reference we cannot see"
            + " (start Java with --add-opens java.base/java.lang=ALL-UNNAMED to see more)";
    private static final String OPEN = "a static reference we cannot see";

    private final Duration patience;
    private final Duration pause;
    private final Set<Suspect> suspects = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Boolean> bell = new LinkedBlockingQueue<>(1);
    private final AtomicLong found = new AtomicLong();
    private @Nullable Thread thread;
    private boolean closed;
    private long lastCollection;

    LeakPolice() {
        this(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /**
     * @param patience after which a class loader that is still there is told of
     * @param pause between two collections, unless something outlived the first
     */
    LeakPolice(Duration patience, Duration pause) {
        this.patience = patience;
        this.pause = pause;
        this.lastCollection = System.nanoTime() - pause.toNanos();
    }

    /** Begins to watch, right after it has left. */
    synchronized void watch(Suspect suspect) {
        if (closed) {
            return;
        }
        suspects.add(suspect);
        if (thread == null) {
            // With no inheritable thread-locals of the caller's, which serves a driver.
            Thread police = new Thread(null, this::run, "jackfield-leaks", 0, false);
            police.setDaemon(true);
            police.setContextClassLoader(LeakPolice.class.getClassLoader());
            police.start();
            thread = police;
        }
        boolean unused = bell.offer(true);
    }

    /** What keeps earlier versions of a file's driver in memory. */
    Optional<String> of(String fileName) {
        List<String> reports = suspects.stream()
                .filter(suspect -> suspect.fileName().equals(fileName))
                .flatMap(suspect -> suspect.report().stream())
                .sorted()
                .toList();
        String more = reports.size() > 1 ? "; and " + (reports.size() - 1) + " more" : "";
        return reports.stream().findFirst().map(first -> first + more);
    }

    /** How many were found that stay, since the start. */
    long found() {
        return found.get();
    }

    /** How many have left and are still in memory, as far as is known. */
    int watched() {
        return suspects.size();
    }

    synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Object rung = suspects.isEmpty()
                        ? bell.take()
                        : bell.poll(Math.max(1, patience.toMillis() / 20), TimeUnit.MILLISECONDS);
                if (rung == null) {
                    patrol();
                }
            }
        } catch (InterruptedException e) {
            suspects.clear(); // closed
        }
    }

    private void patrol() {
        dismissCollected();
        List<Suspect> late =
                suspects.stream().filter(suspect -> suspect.report().isEmpty()).toList();
        late.stream()
                .filter(suspect -> suspect.isOfAge(patience.multipliedBy(7).dividedBy(10)) && suspect.searchOnce())
                .forEach(suspect -> accuse(suspect, true));
        if (late.stream().anyMatch(this::isCollectionDue)) {
            collect();
        }
        late.stream()
                .filter(suspect -> suspect.isOfAge(patience) && suspect.collections() >= COLLECTIONS)
                .filter(suspect -> suspect.report().isEmpty())
                .forEach(suspect -> accuse(suspect, false));
    }

    private void dismissCollected() {
        suspects.removeIf(suspect -> {
            boolean gone = suspect.refersTo(null);
            if (gone && suspect.report().isPresent()) {
                LOG.info("{}: version {} has left memory after all", suspect.fileName(), suspect.version());
            }
            return gone;
        });
    }

    private boolean isCollectionDue(Suspect suspect) {
        return suspect.report().isEmpty()
                && suspect.collections() < COLLECTIONS
                && suspect.isOfAge(
                        patience.multipliedBy(8 + suspect.collections()).dividedBy(10))
                && (suspect.collections() > 0 || System.nanoTime() - lastCollection >= pause.toNanos());
    }

    private void collect() {
        lastCollection = System.nanoTime();
        List<Suspect> present = List.copyOf(suspects);
        System.gc();
        present.forEach(Suspect::outlived);
        dismissCollected();
    }

    private void accuse(Suspect suspect, boolean onlyIfSeen) {
        ClassLoader loader = suspect.get();
        if (loader == null) {
            return;
        }
        Belongings belongings = new Belongings(loader);
        ThreadRoots threads = new ThreadRoots(belongings);
        List<String> roots = new ArrayList<>(threads.certain());
        roots.addAll(RegisteredRoots.of(belongings));
        if (roots.isEmpty() && !onlyIfSeen) {
            roots.addAll(threads.likely(suspect));
            if (roots.isEmpty()) {
                roots.add(Inside.isOpen() ? OPEN : CLOSED);
            }
        }
        if (!roots.isEmpty()) {
            tell(suspect, roots);
        }
    }

    private void tell(Suspect suspect, List<String> roots) {
        String more = roots.size() > MOST_ROOTS ? "; and " + (roots.size() - MOST_ROOTS) + " more" : "";
        String words = "version " + suspect.version() + " cannot leave memory: "
                + String.join("; ", roots.subList(0, Math.min(roots.size(), MOST_ROOTS))) + more;
        found.incrementAndGet();
        suspect.report(words);
        LOG.warn("{}: {}", suspect.fileName(), words);
    }
}
