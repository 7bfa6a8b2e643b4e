// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jackfield.stream.View;

/** The stages of a view, each fed by the one before. Belongs to one {@link ViewRing}. */
final class Reduction {
    private static final double NANOS = 1e9;

    private final List<Stage> stages = new ArrayList<>();

    /**
     * What leads to the view.
     *
     * @param channels of the device, in order
     * @param sampleBytes that a sample may have
     */
    Reduction(View view, List<String> channels, int sampleBytes) {
        if (!view.channels().isEmpty()) {
            stages.add(new PickChannels(view.channels(), channels, sampleBytes));
        }
        if (view.deadband() > 0) {
            stages.add(new Deadband(view.deadband()));
        }
        if (view.every() > 1) {
            stages.add(new EveryNth(view.every()));
        }
        if (view.points() > 0) {
            stages.add(new Points(view.points(), channels.size(), sampleBytes));
        }
        if (view.maxRate() > 0) {
            stages.add(new LatestAtRate((long) (NANOS / view.maxRate())));
        }
    }

    void sample(EncodedFrame frame, Consumer<EncodedFrame> out) {
        from(0, out).accept(frame);
    }

    void tick(long now, Consumer<EncodedFrame> out) {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).tick(now, from(i + 1, out));
        }
    }

    void flush(Consumer<EncodedFrame> out) {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).flush(from(i + 1, out));
        }
    }

    private Consumer<EncodedFrame> from(int stage, Consumer<EncodedFrame> out) {
        return stage == stages.size() ? out : frame -> stages.get(stage).sample(frame, from(stage + 1, out));
    }
}
