// SPDX-License-Identifier: Apache-2.0
package org.jackfield.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Leads the OSGi log into the one log, from before any other bundle says something: a component would come after those
 * that make components, and what they said would have to be kept until then. What keeps entries keeps their exceptions,
 * and these keep the classes of drivers that have left.
 *
 * <p>Entries come on the log service's threads.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class LogForwarder implements BundleActivator {
    /** Where the core bundle asks for drivers' objects. */
    private static final String CORE_ASKS = "org.jackfield.core.ActivatedServices.obtain";

    private final LogListener listener = LogForwarder::forward;
    private volatile AutoCloseable logs = () -> {};

    /** Listens to every log there is and will be. */
    @Override
    public void start(BundleContext context) {
        ServiceTracker<LogReaderService, LogReaderService> tracker =
                new ServiceTracker<>(context, LogReaderService.class, null) {
                    @Override
                    public LogReaderService addingService(ServiceReference<LogReaderService> reference) {
                        LogReaderService log = context.getService(reference);
                        log.addLogListener(listener);
                        return log;
                    }

                    @Override
                    public void removedService(ServiceReference<LogReaderService> reference, LogReaderService log) {
                        log.removeLogListener(listener);
                        context.ungetService(reference);
                    }
                };
        logs = tracker::close;
        tracker.open();
    }

    /** Leaves them alone. */
    @Override
    public void stop(BundleContext context) throws Exception {
        logs.close();
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
                        .anyMatch(frame -> CORE_ASKS.equals(frame.getClassName() + "." + frame.getMethodName()));
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
