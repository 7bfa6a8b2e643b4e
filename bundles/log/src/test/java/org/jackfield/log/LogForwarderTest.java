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
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.service.log.LogReaderService;
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
    private LogReaderService reader;
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
        context.installBundle(Class.forName("org.apache.felix.log.Activator")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .start();
        reader = context.getService(context.getServiceReference(LogReaderService.class));
        osgi = context.getService(context.getServiceReference(LogService.class)).getLogger(NAME);
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

    @Test
    void anEntryKeepsItsNameLevelAndException() throws Exception {
        LogForwarder forwarder = new LogForwarder(reader);
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
        forwarder.deactivate();
    }

    @Test
    void whatCoreTellsOfADriverThatDoesNotComeToLifeIsLeftToIt() throws Exception {
        LogForwarder forwarder = new LogForwarder(reader);
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
        forwarder.deactivate();
    }

    @Test
    void whatWasLoggedBeforeComesFirstAndOnce() throws Exception {
        osgi.error("first");
        osgi.error("second");
        LogForwarder forwarder = new LogForwarder(reader);
        osgi.error("third");
        recorder.await("third");
        assertThat(recorder.messages())
                .extracting(message -> message.substring(message.lastIndexOf(' ') + 1))
                .containsExactly("first", "second", "third");
        forwarder.deactivate();
    }

    @Test
    void nothingIsLostOrDoubledWhileItComes() throws Exception {
        int entries = 90; // fewer than the log remembers
        CountDownLatch half = new CountDownLatch(entries / 2);
        Thread busy = new Thread(() -> {
            for (int i = 0; i < entries; i++) {
                osgi.warn("entry " + i);
                half.countDown();
            }
            osgi.warn("last");
        });
        busy.start();
        half.await();
        LogForwarder forwarder = new LogForwarder(reader);
        recorder.await("last");
        assertThat(recorder.messages())
                .filteredOn(message -> message.contains("entry"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, entries)
                        .mapToObj(i -> "WARN org.apache.felix.framework: entry " + i)
                        .toList());
        forwarder.deactivate();
        busy.join();
    }

    @Test
    void afterItsEndNothingIsForwarded() throws Exception {
        LogForwarder first = new LogForwarder(reader);
        osgi.error("before");
        recorder.await("before");
        first.deactivate();
        recorder.events.clear();
        osgi.error("after");
        LogForwarder second = new LogForwarder(reader); // forwards both, as history
        recorder.await("after");
        assertThat(recorder.messages()).hasSize(2);
        second.deactivate();
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
