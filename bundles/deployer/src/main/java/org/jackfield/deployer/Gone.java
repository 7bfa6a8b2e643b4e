// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;

/** Nothing is left to do; the folder forgets the file. */
record Gone() implements Phase {
    @Override
    public Phase advance(Instant now) {
        return this;
    }

    @Override
    public String title() {
        return "gone";
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}
