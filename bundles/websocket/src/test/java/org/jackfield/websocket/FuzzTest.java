// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Some thousand frames of strangers, while somebody reads who must not notice. */
class FuzzTest {
    private static final int STRANGERS = 300;
    private static final int FRAMES = 40;

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.jackfield");
    private TestServer server;
    private TestStream device;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    @BeforeEach
    void start() throws Exception {
        log.start();
        logger.addAppender(log);
        server = new TestServer();
        device = server.streams.add("pm1");
    }

    @AfterEach
    void nothingIsLeft() {
        server.close();
        logger.detachAppender(log);
        Eventually.hold("no thread is left", () -> threadsLeft().isEmpty());
    }

    /** Of the server and ours; the JDK's client keeps some for itself. */
    private List<String> threadsLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.matches("qtp.*|websocket.*|Connector-.*|Scheduled.*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyFramesAtAll(long seed) throws Exception {
        Random random = new Random(seed);
        FrameFuzz fuzz = new FrameFuzz(random);
        try (JdkClient bystander = server.connect("/ws/devices/pm1")) {
            bystander.next("event", "device_status");
            for (int i = 0; i < STRANGERS; i++) {
                try (RawClient stranger = server.raw(random.nextInt(4) > 0 ? "/ws/devices" : "/ws/devices/pm1")) {
                    for (int k = 0; k < FRAMES && stranger.refused == null; k++) {
                        stranger.say(fuzz.next());
                    }
                    device.sample("1");
                    assertThat(bystander.next().get("sequence").asInt()).isEqualTo(i);
                    stranger.hangUp();
                }
                Eventually.hold("the stranger has gone", () -> server.limits.clients() == 1);
            }
        }
        Eventually.hold("nobody reads any more", () -> server.clients.size() == 0);
        Eventually.hold("nothing is read any more", () -> server.servlet.feeds() == 0);
        Eventually.hold("no reader is left", server.streams.readers::isEmpty);
        assertThat(device.cursors).isEmpty();
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }
}
