// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jackfield.web.read.ClientLimits;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReconnectTest {
    private static final int CLIENTS = 1_000;
    private static final int SAMPLES = 100;
    private static final Pattern ID = Pattern.compile("id: (\\d+)\r\n");

    private static List<Long> ids(String events) {
        return ID.matcher(events)
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    private static List<Long> numbers(long from, long to) {
        List<Long> numbers = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** All have asked before the first of them reads its answer, as after a restart. */
    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void aThousandThatComeBackAtOnceEachGetWhatTheyHaveMissed(Way way) throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try (TestServer server = new TestServer(new ClientLimits(CLIENTS, CLIENTS), way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            for (int i = 0; i < SAMPLES; i++) {
                stream.sample("[" + i + "]");
            }
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(server.connect("/stream/devices/pm1", "Last-Event-ID: " + i % SAMPLES));
            }
            Eventually.hold("all are there", () -> stream.cursors.size() == CLIENTS);
            stream.sample("[" + SAMPLES + "]");
            for (int i = 0; i < CLIENTS; i++) {
                String events = clients.get(i).until("id: " + SAMPLES + "\r\n");
                assertThat(ids(events)).as("client " + i).isEqualTo(numbers(i % SAMPLES + 1, SAMPLES));
            }
            assertThat(server.broadcasters.size()).isEqualTo(1);
        } finally {
            for (TestClient client : clients) {
                client.close();
            }
        }
    }
}
