// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.function.Consumer;

/** One way of leaving samples out, or of leaving something out of samples. Belongs to one {@link ViewRing}. */
interface Stage {
    /** Takes a sample and hands on what comes of it: nothing, it, or others. */
    void sample(EncodedFrame frame, Consumer<EncodedFrame> next);

    /** Hands on what was held back long enough. */
    default void tick(long now, Consumer<EncodedFrame> next) {}

    /** Hands on what was held back: something else comes behind it. */
    default void flush(Consumer<EncodedFrame> next) {}
}
