// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many clients there may be, in all and from one address. Guarded by its monitor. */
public final class ClientLimits {
    private final int inAll;
    private final int perAddress;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int clients;

    /** A client that is too many. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean ofOneAddress;

        TooMany(String message, boolean ofOneAddress) {
            super(message);
            this.ofOneAddress = ofOneAddress;
        }

        /** Whether it is its address that has too many. */
        public boolean isOfOneAddress() {
            return ofOneAddress;
        }
    }

    /** Both at least 1. */
    public ClientLimits(int inAll, int perAddress) {
        if (inAll < 1 || perAddress < 1) {
            throw new IllegalArgumentException(
                    "clients and clients.per.address must be at least 1, were " + inAll + " and " + perAddress);
        }
        this.inAll = inAll;
        this.perAddress = perAddress;
    }

    /**
     * Counts one more.
     *
     * @return counts it no more; what comes after the first call does nothing
     * @throws TooMany if there are as many as may be
     */
    public synchronized Runnable enter(String address) {
        if (clients >= inAll) {
            throw new TooMany("at most " + inAll + " clients may be connected here, as many are", false);
        }
        int known = Optional.ofNullable(byAddress.get(address)).orElse(0);
        if (known >= perAddress) {
            throw new TooMany("at most " + perAddress + " clients of one address may be connected, as many are", true);
        }
        clients++;
        byAddress.put(address, known + 1);
        AtomicBoolean inside = new AtomicBoolean(true);
        return () -> {
            if (inside.compareAndSet(true, false)) {
                leave(address);
            }
        };
    }

    private synchronized void leave(String address) {
        clients--;
        byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** How many there are. */
    public synchronized int clients() {
        return clients;
    }
}
