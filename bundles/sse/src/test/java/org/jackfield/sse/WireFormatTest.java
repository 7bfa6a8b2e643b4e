// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WireFormatTest {
    @ParameterizedTest
    @EnumSource
    void aStreamBeginsWithTheHeadersThatClientsAndProxiesNeed(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                assertThat(client.head())
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .containsIgnoringCase("Content-Type: text/event-stream;charset=utf-8\r\n")
                        .contains("Cache-Control: no-cache\r\n")
                        .contains("X-Accel-Buffering: no\r\n")
                        .contains("Transfer-Encoding: chunked\r\n")
                        .doesNotContain("Content-Length")
                        .doesNotContain("Content-Encoding")
                        .doesNotContain("Connection: close");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachEventOfAnIdleStreamIsAChunkOfItsOwn(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.head();
                assertThat(client.chunk()).isEqualTo("event: device_status\r\ndata: {\"state\":\"streaming\"}\r\n\r\n");
                stream.sample("{\"payload\":4.25}");
                assertThat(client.chunk()).isEqualTo("id: 0\r\nevent: device_data\r\ndata: {\"payload\":4.25}\r\n\r\n");
                stream.sample("{\"payload\":\"µV\"}");
                assertThat(client.chunk())
                        .isEqualTo("id: 1\r\nevent: device_data\r\ndata: {\"payload\":\"µV\"}\r\n\r\n");
                stream.status("{\"state\":\"handover\"}");
                assertThat(client.chunk()).isEqualTo("event: device_status\r\ndata: {\"state\":\"handover\"}\r\n\r\n");
            }
        }
    }

    @Test
    void aChunkIsThereToItsLastByteBeforeTheNextOneComes() throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.until("streaming");
                assertThat(client.read()).isEqualTo('\r');
                assertThat(client.read()).isEqualTo('\n');
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunksAreSentAlsoWhereTheConnectionIsNotToBeKept(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1", "Connection: close")) {
                assertThat(client.head()).contains("Transfer-Encoding: chunked\r\n");
                client.until("streaming");
                stream.sample("1");
                assertThat(client.chunk()).isEqualTo("id: 0\r\nevent: device_data\r\ndata: 1\r\n\r\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGapHasTheIdOfTheLastSampleThatIsMissing(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            for (int i = 0; i < 2 * TestStream.KEPT; i++) {
                stream.sample("0");
            }
            try (TestClient client = server.connect("/stream/devices/pm1", "Last-Event-ID: 9")) {
                client.head();
                assertThat(client.until("event: device_data"))
                        .contains("id: 4094\r\nevent: gap\r\ndata: {\"from\":10,\"to\":4094}\r\n\r\nid: 4095\r\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsFilledWithPings(Way way) throws Exception {
        Pace quick = TestServer.pace(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (TestServer server = new TestServer(way, quick)) {
            server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.until("streaming");
                assertThat(client.chunk()).isEqualTo("event: ping\r\ndata: {}\r\n\r\n");
                assertThat(client.chunk()).isEqualTo("event: ping\r\ndata: {}\r\n\r\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommentTellsTheTimeNowAndThen(Way way) throws Exception {
        Pace quick = TestServer.pace(Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofMinutes(1));
        try (TestServer server = new TestServer(way, quick)) {
            server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.until("streaming");
                assertThat(client.chunk()).matches(": ping - \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\r\n\r\n");
            }
        }
    }
}
