// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jackfield.device.Channel;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/**
 * The views of one device that have readers. Whoever wants to begin earlier than the ring of a view reaches gets
 * a new one, which later readers share.
 *
 * <p>The map and the counts are guarded by its monitor.
 */
final class SlotViews {
    /** Each has a ring and is computed for every sample. */
    private static final int MAX_VIEWS = 200;

    private final DeviceHub hub;
    private final SlotReaders readers;
    private final Supplier<List<Channel>> channels;
    private final Map<View, Shared> shared = new HashMap<>();
    private long rings;

    private static final class Shared {
        private final ViewRing ring;
        private int readers;

        private Shared(ViewRing ring) {
            this.ring = ring;
        }
    }

    /**
     * Views of a device.
     *
     * @param channels that it has now; none while they are not known
     */
    SlotViews(DeviceHub hub, SlotReaders readers, Supplier<List<Channel>> channels) {
        this.hub = hub;
        this.readers = readers;
        this.channels = channels;
    }

    /** Throws what a client is to be told if the device cannot be seen so. */
    void check(View view) {
        List<String> names = names();
        if (!names.isEmpty() && !names.containsAll(view.channels())) {
            throw new IllegalArgumentException("channels must be some of " + names + ", were "
                    + view.channels().stream().sorted().toList());
        }
    }

    private List<String> names() {
        return channels.get().stream().map(Channel::name).toList();
    }

    Walk read(View view, StartAt start, boolean stays) {
        Walk ticket = readers.read(StartAt.NOW, stays); // counts as a reader, and is no more than that
        try {
            return open(view, start, ticket);
        } catch (RuntimeException e) {
            ticket.close();
            throw e;
        }
    }

    private synchronized Walk open(View view, StartAt start, Walk ticket) {
        Shared known = shared.get(view);
        boolean begin = false;
        if (known == null || !reaches(known.ring, start)) {
            known = newRing(view, start);
            begin = true;
        }
        Shared found = known;
        AtomicBoolean open = new AtomicBoolean(true);
        Runnable onClose = () -> {
            if (open.compareAndSet(true, false)) {
                leave(view, found);
                ticket.close();
            }
        };
        found.readers++;
        return new ViewCursor(found.ring, cursor(found.ring, begin, start, onClose), ticket);
    }

    private static boolean reaches(ViewRing ring, StartAt start) {
        return start instanceof StartAt.Now || (start instanceof StartAt.After after && ring.covers(after.sequence()));
    }

    private Shared newRing(View view, StartAt start) {
        if (shared.size() >= MAX_VIEWS && !shared.containsKey(view)) {
            throw new IllegalArgumentException("at most " + MAX_VIEWS + " different views of " + hub.deviceId()
                    + " can be read at once, this would be one more");
        }
        Reduction reduction = new Reduction(view, names(), hub.sampleBytes());
        Shared made = new Shared(new ViewRing(rings++, hub, reduction, start));
        shared.put(view, made);
        return made;
    }

    private static RingCursor cursor(ViewRing ring, boolean begin, StartAt start, Runnable onClose) {
        if (begin) {
            return ring.readAll(onClose);
        }
        return start instanceof StartAt.After after
                ? ring.readAfter(after.sequence(), onClose)
                : ring.readNext(onClose);
    }

    private synchronized void leave(View view, Shared left) {
        if (--left.readers == 0) {
            shared.remove(view, left);
        }
    }
}
