// SPDX-License-Identifier: Apache-2.0
package org.jackfield.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Leads the OSGi log into the one log, also what was logged before this came.
 *
 * <p>Entries come on the log service's threads; what was caught up with is guarded by this object.
 */
@Component(
        service = {},
        immediate = true)
public final class LogForwarder {
    /** The class of the core bundle in which drivers' objects are asked for. */
    private static final String CORE_ASKS = "org.jackfield.core.ActivatedServices";

    private final LogReaderService reader;
    private final LogListener listener = this::next;
    private final Set<Long> caughtUp = new HashSet<>();

    /** Forwards all that the log still remembers, then all that comes. */
    @Activate
    public LogForwarder(@Reference LogReaderService reader) {
        this.reader = reader;
        synchronized (this) { // without it, news could be told before history, and twice
            reader.addLogListener(listener);
            List<LogEntry> history = Collections.list(reader.getLog());
            Collections.reverse(history); // the latest comes first
            for (LogEntry entry : history) {
                caughtUp.add(entry.getSequence());
                forward(entry);
            }
        }
    }

    /** Leaves the log alone. */
    @Deactivate
    void deactivate() {
        reader.removeLogListener(listener);
    }

    private synchronized void next(LogEntry entry) {
        if (!caughtUp.remove(entry.getSequence())) {
            forward(entry);
        }
    }

    private static void forward(LogEntry entry) {
        LoggerFactory.getLogger(entry.getLoggerName())
                .atLevel(level(entry))
                .setCause(entry.getException())
                .log("{}: {}", entry.getBundle().getSymbolicName(), entry.getMessage());
    }

    private static Level level(LogEntry entry) {
        return comesFromCore(entry.getException()) ? Level.DEBUG : level(entry.getLogLevel());
    }

    /**
     * Whether it has come of asking a driver for its object. Core says so itself, once for each reason, while
     * Declarative Services and the framework would, each with a stack, at every attempt.
     */
    private static boolean comesFromCore(@Nullable Throwable failure) {
        return failure != null
                && Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(CORE_ASKS));
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case AUDIT, INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
