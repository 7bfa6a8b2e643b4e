// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a slow hash bearable for who knows the password and slower still for who guesses it.
 *
 * <p>The right password is remembered for some minutes of use, as a keyed digest whose key lives as long as
 * this process. Others are looked at one at a time, with growing pauses after wrong ones; who comes while
 * {@link #PLACES} wait already is turned away unheard, so that guessing costs neither processors nor
 * threads. Called by any thread: there is only one right digest, so that its two volatile fields always fit
 * one another; the count of failures is read and written under {@code turn}.
 */
final class PasswordCheck {
    /** How many may wait; more than a browser has connections. */
    static final int PLACES = 12;

    static final long FIRST_PAUSE_MILLIS = 250;
    static final long LONGEST_PAUSE_MILLIS = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);
    private static final long REMEMBER_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long FORGIVE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int FAILURES_TO_TELL = 5;
    private static final String MAC = "HmacSHA256";

    /** Lets time pass. */
    interface Pause {
        void rest(long millis) throws InterruptedException;
    }

    private final PasswordHash hash;
    private final LongSupplier nanos;
    private final Pause pause;
    private final SecretKeySpec key;
    private final Semaphore places = new Semaphore(PLACES);
    // Fair, or a stream of guesses could keep the administrator waiting for ever.
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile byte[] rightDigest = new byte[0];
    private volatile long lastUsedNanos;
    private int failures;
    private long lastFailureNanos;

    PasswordCheck(PasswordHash hash) {
        this(hash, System::nanoTime, Thread::sleep);
    }

    PasswordCheck(PasswordHash hash, LongSupplier nanos, Pause pause) {
        this.hash = hash;
        this.nanos = nanos;
        this.pause = pause;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        key = new SecretKeySpec(secret, MAC);
    }

    boolean isRight(String password) {
        byte[] digest = digest(password);
        if (remembers(digest)) {
            return true;
        }
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            turn.lockInterruptibly();
            try {
                // Again, now that it is our turn: the one before us may have come with the same password.
                return remembers(digest) || look(password, digest);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            places.release();
        }
    }

    private boolean look(String password, byte[] digest) throws InterruptedException {
        if (hash.matches(password)) {
            // In this order: the digest of a right password must not be seen with a time of none.
            lastUsedNanos = nanos.getAsLong();
            rightDigest = digest;
            failures = 0;
            return true;
        }
        long now = nanos.getAsLong();
        failures = now - lastFailureNanos > FORGIVE_NANOS ? 1 : failures + 1;
        lastFailureNanos = now;
        if (failures == FAILURES_TO_TELL) {
            LOG.warn("{} wrong passwords in a row; whoever tries is slowed down", failures);
        }
        pause.rest(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10)));
        return false;
    }

    private boolean remembers(byte[] digest) {
        long now = nanos.getAsLong();
        if (!MessageDigest.isEqual(rightDigest, digest) || now - lastUsedNanos > REMEMBER_NANOS) {
            return false;
        }
        lastUsedNanos = now;
        return true;
    }

    private byte[] digest(String password) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected a Java with " + MAC, e);
        }
    }
}
