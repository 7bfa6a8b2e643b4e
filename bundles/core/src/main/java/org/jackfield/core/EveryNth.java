// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.function.Consumer;

/** Takes the first of so many samples. */
final class EveryNth implements Stage {
    private final int every;
    private int left;

    EveryNth(int every) {
        this.every = every;
    }

    @Override
    public void sample(EncodedFrame frame, Consumer<EncodedFrame> next) {
        if (left == 0) {
            left = every;
            next.accept(frame);
        }
        left--;
    }
}
