// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jackfield.core.Member.Wanted;
import org.jackfield.stream.DeviceGoneException;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many devices read in the order of their frames' positions. A position is taken a moment before its frame can
 * be seen, so frames are given out only up to a watermark: what had been taken when all devices were looked
 * at, unless one of them was just appending. That look at all devices comes once a burst; in between,
 * frames are merged from those that have some. (A queue of those that were woken would save nothing: whether
 * one is appending is to be asked of all.)
 *
 * <p>A frame that a view held back comes late and is told at the position reached, as is whatever else is
 * behind: the positions given out never fall, so that none is read twice by whoever comes back.
 *
 * <p>All is under the monitor except for the signal, which drivers' threads raise.
 */
final class Ensemble implements DevicesReader {
    private static final Logger LOG = LoggerFactory.getLogger(Ensemble.class);
    private static final int MAX_PATTERNS = 1000;

    private final Map<String, DeviceSlot> slots;
    private final Positions positions;
    private final Runnable wake;
    private final Consumer<Ensemble> onClose;
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final Map<String, Wanted> patterns = new LinkedHashMap<>();
    private final Map<DeviceSlot, Member> members = new HashMap<>();
    /** Those whose next frame is known. */
    private final PriorityQueue<Member> ready = new PriorityQueue<>();
    /** All frames before it were there when it was set. */
    private long watermark;

    private long given = -1;
    private boolean closed;

    Ensemble(Map<String, DeviceSlot> slots, Positions positions, Runnable wake, Consumer<Ensemble> onClose) {
        this.slots = slots;
        this.positions = positions;
        this.wake = wake;
        this.onClose = onClose;
    }

    /** There may be frames. The reader is woken once, until it has looked. */
    private void signal() {
        if (!signalled.get() && signalled.compareAndSet(false, true)) {
            wake.run();
        }
    }

    @Override
    public synchronized @Nullable Frame next() {
        Member first = ready.peek();
        while (first == null || !first.isBefore(watermark)) {
            if (!signalled.get()) {
                return null;
            }
            lookAtAll();
            first = ready.peek();
        }
        ready.remove();
        EncodedFrame frame = first.take();
        if (first.advance()) {
            ready.add(first);
        } else if (first.hasLeft()) {
            drop(first);
        }
        if (frame != null && frame.position() < given) {
            return frame.toldAt(given);
        }
        given = frame == null ? given : frame.position();
        return frame;
    }

    private void lookAtAll() {
        signalled.set(false); // before: whoever appends from here on wakes the reader again
        long seen = positions.peek();
        List<Member> left = new ArrayList<>(0);
        for (Member member : members.values()) {
            seen = Math.min(seen, member.slot.hub().settled()); // before its next frame: that is there by then
            if (member.isEmpty() && member.advance()) {
                ready.add(member);
            }
            if (member.hasLeft()) {
                left.add(member);
            }
        }
        watermark = seen;
        left.forEach(this::drop);
    }

    private void drop(Member member) {
        members.remove(member.slot);
        ready.remove(member);
        member.close();
    }

    @Override
    public void add(String pattern, View view, StartAt start) {
        Wanted wanted = new Wanted(new DevicePattern(pattern), view);
        synchronized (this) {
            if (closed) {
                return; // its reader has just gone
            }
            if (patterns.size() >= MAX_PATTERNS && !patterns.containsKey(pattern)) {
                throw new IllegalArgumentException(
                        "at most " + MAX_PATTERNS + " patterns can be read at once, '" + pattern + "' is one more");
            }
            Wanted replaced = patterns.put(pattern, wanted);
            for (DeviceSlot slot : slots.values()) {
                addOne(slot, wanted, replaced, start);
            }
        }
        signal();
    }

    private void addOne(DeviceSlot slot, Wanted wanted, @Nullable Wanted replaced, StartAt start) {
        Member member = members.get(slot);
        if (member == null && wanted.pattern().matches(slot.deviceId())) {
            join(slot, wanted, start);
        } else if (member != null && member.wanted().equals(replaced)) {
            drop(member);
            join(slot, wanted, start);
        }
    }

    private void join(DeviceSlot slot, Wanted wanted, StartAt start) {
        try {
            members.put(slot, new Member(slot, wanted, start, this::signal));
        } catch (DeviceGoneException e) {
            LOG.debug("{} is read once it is back", slot.deviceId(), e);
        }
    }

    @Override
    public boolean remove(String pattern) {
        synchronized (this) {
            Wanted removed = patterns.remove(pattern);
            if (removed == null) {
                return false;
            }
            for (Member member : List.copyOf(members.values())) {
                if (member.wanted().equals(removed)) {
                    replace(member);
                }
            }
        }
        signal();
        return true;
    }

    /** Has another pattern take the device over, if there is one. */
    private void replace(Member member) {
        Wanted other = wanted(member.slot);
        if (other != null && other.view().equals(member.wanted().view())) {
            member.wanted(other);
            return;
        }
        drop(member);
        if (other != null) {
            join(member.slot, other, member.successorStart());
        }
    }

    private @Nullable Wanted wanted(DeviceSlot slot) {
        for (Wanted wanted : patterns.values()) {
            if (wanted.pattern().matches(slot.deviceId())) {
                return wanted;
            }
        }
        return null;
    }

    /** A device is there, perhaps for long. */
    void appeared(DeviceSlot slot) {
        synchronized (this) {
            Wanted wanted = members.containsKey(slot) ? null : wanted(slot);
            if (wanted == null) {
                return;
            }
            try {
                join(slot, wanted, slot.hub().beginning());
            } catch (IllegalArgumentException e) { // nobody is there to be told
                LOG.warn("{} is not read by whoever wanted it: {}", slot.deviceId(), e.getMessage());
            }
        }
        signal();
    }

    /** A device's stream has ended. */
    void disappeared(DeviceSlot slot) {
        synchronized (this) {
            Member member = members.get(slot);
            if (member == null) {
                return;
            }
            member.leave();
        }
        signal();
    }

    @Override
    public synchronized Set<String> patterns() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(patterns.keySet()));
    }

    @Override
    public synchronized Set<String> deviceIds() {
        Set<String> ids = new TreeSet<>();
        members.keySet().forEach(slot -> ids.add(slot.deviceId()));
        return Collections.unmodifiableSet(ids);
    }

    @Override
    public synchronized long lag() {
        return members.values().stream().mapToLong(Member::lag).sum();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            patterns.clear();
            List.copyOf(members.values()).forEach(this::drop);
        }
        onClose.accept(this);
    }
}
