// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import org.jackfield.stream.StartAt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {
    @ParameterizedTest
    @CsvSource({"'', Last-Event-ID: 41", "?lastEventId=41, X: y", "?lastEventId=7, last-event-id: 41"})
    void aClientThatComesBackGoesOnBehindWhatItHas(String query, String header) throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1" + query, header)) {
                client.head();
                assertThat(stream.starts).containsExactly(StartAt.after(41));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "123456789012345678901234567890", "٣", "0x1"})
    void whatIsNoNumberBeginsNow(String id) throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1", "Last-Event-ID: " + id)) {
                assertThat(client.head()).startsWith("HTTP/1.1 200");
                assertThat(stream.starts).containsExactly(StartAt.NOW);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownDeviceIsRefusedInLabDaemonsWords(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT);
                TestClient client = server.connect("/stream/devices/pm7")) {
            assertThat(client.head())
                    .startsWith("HTTP/1.1 404 Not Found\r\n")
                    .contains("Content-Type: application/json")
                    .doesNotContain("text/event-stream")
                    .doesNotContain("X-Accel-Buffering");
            assertThat(client.body())
                    .matches(
                            "\\{\"error\":\\{\"type\":\"DeviceNotFound\",\"message\":\"No device found with ID: 'pm7'\","
                                    + "\"origin\":\"framework\",\"timestamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00\","
                                    + "\"context\":\\{}}}");
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksForTheHeadersStartsNothing(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient known = server.send("HEAD", "/stream/devices/pm1");
                    TestClient unknown = server.send("HEAD", "/stream/devices/pm7")) {
                assertThat(known.head())
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .containsIgnoringCase("Content-Type: text/event-stream;charset=utf-8")
                        .contains("Cache-Control: no-cache")
                        .contains("X-Accel-Buffering: no")
                        .doesNotContain("Content-Length");
                assertThat(unknown.head()).startsWith("HTTP/1.1 404");
            }
            assertThat(stream.starts).isEmpty();
            Eventually.hold("nobody is left", () -> server.connections() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void nothingButReadingIsAllowed(String method) throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            server.streams.add("pm1");
            try (TestClient client = server.send(method, "/stream/devices/pm1", "Content-Length: 0")) {
                assertThat(client.head())
                        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                        .containsPattern("Allow: [A-Z,]*GET")
                        .containsPattern("Allow: [A-Z,]*HEAD");
                assertThat(client.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/stream/", "/stream/devices/pm1/more", "/stream/other"})
    void anUnknownPathIsNotFound(String path) throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT);
                TestClient client = server.connect(path)) {
            server.streams.add("pm1");
            assertThat(client.head()).startsWith("HTTP/1.1 404 Not Found\r\n");
            assertThat(client.body()).isEqualTo("{\"detail\":\"Not Found\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/event-stream", "text/html"})
    void whateverAClientAcceptsItGetsTheStream(String accepted) throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1", "Accept: " + accepted)) {
                assertThat(client.head()).startsWith("HTTP/1.1 200").contains("text/event-stream");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatDoesNotStreamSaysSoAndTheStreamEnds(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            server.streams.add(new TestStream("pm1", false));
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                assertThat(client.head())
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .containsIgnoringCase("Content-Type: text/event-stream");
                assertThat(client.body())
                        .matches(
                                "event: stream_error\r\ndata: \\{\"device_id\":\"pm1\",\"timestamp\":\"[^\"]*\\+00:00\","
                                        + "\"error\":\\{\"type\":\"DeviceError\","
                                        + "\"message\":\"Device 'pm1' does not support streaming\"}}\r\n\r\n");
            }
            Eventually.hold("nobody is left", () -> server.connections() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatFailsAsItIsAskedForIsTheServersFaultAndLeavesNothingBehind(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            stream.fault = new IllegalStateException("provoked");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                assertThat(client.head()).startsWith("HTTP/1.1 500").contains("Content-Type: application/json");
                assertThat(client.body())
                        .contains("\"type\":\"IllegalStateException\"")
                        .doesNotContain("provoked");
            }
            Eventually.hold("nobody is woken", stream.wakes::isEmpty);
            Eventually.hold("no broadcaster is open", () -> server.broadcasters.size() == 0);
            assertThat(server.connections()).isZero();
        }
    }
}
