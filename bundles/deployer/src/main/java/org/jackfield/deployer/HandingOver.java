// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both versions run; the devices move from the one to the other, and one of the two has to leave. */
record HandingOver(DriverFile file, DriverJar jar, Bundle successor, Handover handover, Instant began)
        implements Phase {
    private static final Logger LOG = LoggerFactory.getLogger(HandingOver.class);

    @Override
    public Phase advance(Instant now) {
        if (successor.getState() == Bundle.UNINSTALLED) {
            return rollBack("was uninstalled by somebody else before it had taken over", now);
        }
        Handover.Progress progress = handover.check(successor, began, now);
        if (progress instanceof Handover.Progress.Done done) {
            return commit(done, now);
        }
        if (progress instanceof Handover.Progress.Failed failed) {
            return rollBack("could not take over: " + failed.reason(), now);
        }
        return this;
    }

    private Phase commit(Handover.Progress.Done done, Instant now) {
        for (String id : done.given()) {
            LOG.warn(
                    "{}: {} {} does not serve device {}, which the version before did; it goes offline",
                    file.name(),
                    successor.getSymbolicName(),
                    successor.getVersion(),
                    id);
        }
        Bundle predecessor = handover.predecessor();
        file.accept(jar, successor);
        return Removing.begin(file, predecessor, now);
    }

    private Phase rollBack(String reason, Instant now) {
        file.reject(jar, new Verdict.Rejected(reason, Verdict.Cure.NEW_BYTES));
        return Removing.begin(file, successor, now);
    }

    @Override
    public String title() {
        return "handing over";
    }
}
