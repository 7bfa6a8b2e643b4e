// SPDX-License-Identifier: Apache-2.0
package org.jackfield.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.service.log.LogService;
import org.slf4j.LoggerFactory;

/** Against the log service that the product has, in a framework. */
@Timeout(60)
class LogForwarderTest {
    private static final String NAME = "com.example.instrument";
    private static final Logger SLF4J = (Logger) LoggerFactory.getLogger(NAME);

    @TempDir
    private Path temporary;

    private Framework framework;
    private org.osgi.service.log.Logger osgi;
    private Bundle log;
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void prepare() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        temporary.resolve("framework").toString(),
                        "org.osgi.framework.system.packages.extra",
                        "org.osgi.service.log;version=1.5.0,org.osgi.service.log.admin;version=1.0.0"));
        framework.start();
        BundleContext context = framework.getBundleContext();
        log = context.installBundle(Class.forName("org.apache.felix.log.Activator")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        log.start();
        osgi = logger();
        SLF4J.setLevel(Level.TRACE);
        SLF4J.setAdditive(false);
        SLF4J.addAppender(recorder);
        recorder.start();
    }

    @AfterEach
    void stop() throws Exception {
        SLF4J.detachAppender(recorder);
        framework.stop();
        framework.waitForStop(Duration.ofSeconds(30).toMillis());
    }

    private org.osgi.service.log.Logger logger() {
        BundleContext context = framework.getBundleContext();
        return context.getService(context.getServiceReference(LogService.class)).getLogger(NAME);
    }

    private LogForwarder forwarding() {
        LogForwarder forwarder = new LogForwarder();
        forwarder.start(framework.getBundleContext());
        return forwarder;
    }

    @Test
    void anEntryKeepsItsNameLevelAndException() throws Exception {
        LogForwarder forwarder = forwarding();
        IllegalStateException cause = new IllegalStateException("lens cap on");
        osgi.error("no light", cause);
        osgi.warn("little light");
        osgi.audit("enough");
        recorder.await("enough");
        assertThat(recorder.messages())
                .containsExactly(
                        "ERROR org.apache.felix.framework: no light",
                        "WARN org.apache.felix.framework: little light",
                        "INFO org.apache.felix.framework: enough");
        assertThat(recorder.events.get(0).getThrowableProxy().getMessage()).isEqualTo("lens cap on");
        forwarder.stop(framework.getBundleContext());
    }

    @Test
    void whatCoreTellsOfADriverThatDoesNotComeToLifeIsLeftToIt() throws Exception {
        LogForwarder forwarder = forwarding();
        IllegalStateException cause = new IllegalStateException("lens cap on");
        cause.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.vendor.Camera", "<init>", "Camera.java", 7),
            new StackTraceElement("org.jackfield.core.ActivatedServices", "obtain", "ActivatedServices.java", 30)
        });
        osgi.error("Error during instantiation of the implementation object", cause);
        osgi.error("end");
        recorder.await("end");
        assertThat(recorder.messages())
                .containsExactly(
                        "DEBUG org.apache.felix.framework: Error during instantiation of the implementation object",
                        "ERROR org.apache.felix.framework: end");
        forwarder.stop(framework.getBundleContext());
    }

    @Test
    void aLogThatComesLaterIsForwardedToo() throws Exception {
        log.stop();
        LogForwarder forwarder = forwarding();
        log.start();
        logger().error("first");
        recorder.await("first");
        forwarder.stop(framework.getBundleContext());
    }

    @Test
    void afterItsEndNothingIsForwarded() throws Exception {
        LogForwarder first = forwarding();
        osgi.error("before");
        recorder.await("before");
        first.stop(framework.getBundleContext());
        osgi.error("between");
        LogForwarder second = forwarding();
        osgi.error("after");
        recorder.await("after");
        assertThat(recorder.messages()).hasSize(2).noneMatch(message -> message.endsWith("between"));
        second.stop(framework.getBundleContext());
    }

    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            synchronized (events) {
                events.add(event);
                events.notifyAll();
            }
        }

        void await(String ending) throws InterruptedException {
            synchronized (events) {
                while (messages().stream().noneMatch(message -> message.endsWith(ending))) {
                    events.wait();
                }
            }
        }

        List<String> messages() {
            return events.stream()
                    .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                    .toList();
        }
    }
}
