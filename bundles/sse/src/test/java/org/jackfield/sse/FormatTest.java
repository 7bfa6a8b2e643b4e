// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.Inflater;
import org.jackfield.stream.View;
import org.jackfield.web.read.ClientLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatTest {
    private static final String SAMPLE =
            "{\"event\":\"device_data\",\"device_id\":\"pm1\",\"sequence\":0,\"payload\":{\"a\":[1,-2.5,1e-7],\"µ\":\"x\\ny\"}}";

    private TestServer server;
    private TestStream stream;

    @BeforeEach
    void open() throws Exception {
        server = new TestServer(Way.JETTY, TestServer.PATIENT);
        stream = server.streams.add("pm1");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "?format=ndjson, '*/*'",
        "'', application/x-ndjson",
        "'', 'text/event-stream;q=0.5, application/x-ndjson'"
    })
    void linesOfJsonCanBeReadByAnyJsonParser(String query, String accept) throws Exception {
        try (TestClient client = server.connect("/stream/devices/pm1" + query, "Accept: " + accept)) {
            assertThat(client.head())
                    .contains("Content-Type: application/x-ndjson")
                    .contains("X-Accel-Buffering: no");
            assertThat(client.chunk()).isEqualTo("{\"state\":\"streaming\"}\n");
            stream.sample(SAMPLE);
            String line = client.chunk();
            assertThat(line).endsWith("}\n");
            assertThat(new ObjectMapper().readTree(line)).isEqualTo(new ObjectMapper().readTree(SAMPLE));
        }
    }

    @Test
    void aSequenceOfCborHoldsWhatTheJsonDoes() throws Exception {
        try (TestClient client = server.connect("/stream/devices/pm1", "Accept: application/cbor-seq")) {
            assertThat(client.head()).contains("Content-Type: application/cbor-seq\r\n");
            client.chunkBytes();
            stream.sample(SAMPLE);
            byte[] item = client.chunkBytes();
            JsonNode frame = new ObjectMapper(new CBORFactory()).readTree(item);
            assertThat(frame.path("payload").path("a").path(1).doubleValue()).isEqualTo(-2.5);
            assertThat(frame.path("payload").path("µ").textValue()).isEqualTo("x\ny");
            assertThat(frame).hasSize(4);
            stream.sample("{\"payload\":1}");
            // A map of any length; a text of seven bytes; the number 1; the end.
            assertThat(client.chunkBytes()).asHexString().isEqualTo("BF677061796C6F616401FF");
        }
    }

    @Test
    void bareEventsHoldThePayloadAlone() throws Exception {
        try (TestClient client = server.connect("/stream/devices/pm1?format=bare")) {
            client.until("streaming");
            stream.sample("{\"sequence\":0,\"payload\":4.25}");
            assertThat(client.chunk()).isEqualTo("id: 0\r\nevent: device_data\r\ndata: 4.25\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/event-stream",
                "*/*",
                "application/json",
                "text/html,application/x-ndjson",
                "application/x-ndjson;q=0",
                "application/x-ndjson;q=0.0, text/event-stream;q=0.1"
            })
    void whoeverDoesNotAskForLinesBeforeAllElseGetsEvents(String accept) throws Exception {
        try (TestClient client = server.connect("/stream/devices/pm1", "Accept: " + accept)) {
            assertThat(client.head()).contains("Content-Type: text/event-stream");
        }
    }

    @Test
    void quietLinesArePingedInTheirOwnFormat() throws Exception {
        Pace quick = TestServer.pace(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1));
        try (TestServer pinging = new TestServer(Way.JETTY, quick)) {
            pinging.streams.add("pm1");
            try (TestClient client = pinging.connect("/stream/devices/pm1?format=ndjson")) {
                assertThat(client.until("ping")).doesNotContain(": ping -").endsWith("{\"event\":\"ping\"}\n");
                assertThat(client.chunk()).isEqualTo("{\"event\":\"ping\"}\n");
            }
        }
    }

    @Test
    void aDeviceThatCannotStreamSaysSoInAnyFormat() throws Exception {
        server.streams.add(new TestStream("lamp1", false));
        try (TestClient client = server.connect("/stream/devices/lamp1?format=ndjson")) {
            client.head();
            JsonNode line = new ObjectMapper().readTree(client.rest());
            assertThat(line.path("event").textValue()).isEqualTo("stream_error");
            assertThat(line.path("error").path("type").textValue()).isEqualTo("DeviceError");
        }
    }

    @Test
    void aCompressedStreamCanBeReadEventByEventAndToItsEnd() throws Exception {
        server.streams.add(new TestStream("lamp1", false));
        try (TestClient client = server.connect("/stream/devices/pm1?compress=gzip", "Accept-Encoding: gzip")) {
            assertThat(client.head()).contains("Content-Encoding: gzip");
            Inflater inflater = new Inflater(true);
            String begin = inflated(inflater, client.chunkBytes(), 10);
            assertThat(begin).endsWith("\r\n\r\n").contains("streaming");
            stream.sample(SAMPLE);
            assertThat(inflated(inflater, client.chunkBytes(), 0))
                    .contains(SAMPLE)
                    .endsWith("\r\n\r\n");
            inflater.end();
        }
        try (TestClient client = server.connect("/stream/devices/lamp1?compress=gzip", "Accept-Encoding: gzip")) {
            client.head();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] chunk = client.chunkBytes(); chunk.length > 0; chunk = client.chunkBytes()) {
                all.writeBytes(chunk);
            }
            try (var unzipped =
                    new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(all.toByteArray()))) {
                assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("stream_error");
            }
        }
    }

    private static String inflated(Inflater inflater, byte[] bytes, int head) throws Exception {
        inflater.setInput(bytes, head, bytes.length - head);
        byte[] out = new byte[1 << 16];
        return new String(out, 0, inflater.inflate(out), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format=xml       | format must be one of [envelope, bare, ndjson, cbor-seq], was 'xml'",
                "maxRate=fast     | maxRate must be a number, was fast",
                "maxRate=-1       | maxRate must be 0.001 to 1000000 samples a second, was -1.0",
                "every=0          | every must be at least 1, was 0",
                "every=1&every=2  | every must be given once, was 2 times",
                "deadband=NaN     | deadband must be a number from 0 on, was NaN",
                "points=1         | points must be at least 2, was 1",
                "points=0         | points must be at least 2, was 0; leave it out for all",
                "maxRate=0        | maxRate must be 0.001 to 1000000 samples a second, was 0; leave it out for no bound",
                "maxRate=-0.0     | maxRate must be 0.001 to 1000000 samples a second, was 0; leave it out for no bound",
                "last=0           | last must be at least 1 sample, was 0",
                "since=yesterday  | since must be a time such as 2026-03-01T09:15:00Z, was yesterday",
                "channels=none    | pm1 has the channels [a, b], not none",
                "compress=br      | compress must be gzip, was 'br'",
                "compress=gzip    | compress=gzip needs Accept-Encoding: gzip, was null"
            })
    void nonsenseIsRefusedByName(String query, String words) throws Exception {
        try (TestClient client = server.connect("/stream/devices/pm1?" + query.strip())) {
            assertThat(client.head()).startsWith("HTTP/1.1 400");
            assertThat(client.body()).contains("\"type\":\"InvalidRequest\",\"message\":\"" + words + "\"");
        }
        Eventually.hold("nobody is left", () -> server.connections() == 0);
    }

    @Test
    void howMuchIsWantedReachesTheStream() throws Exception {
        try (TestClient client = server.connect(
                "/stream/devices/pm1?maxRate=10&every=3&deadband=0.5&points=100&channels=a,b&unknown=1")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            assertThat(stream.views).containsExactly(new View(java.util.Set.of("a", "b"), 0.5, 3, 100, 10));
        }
    }

    @Test
    void whoeverIsTooManyIsToldSoAndWhenToComeBack() throws Exception {
        ClientLimits limits = new ClientLimits(1, 1);
        try (TestServer small = new TestServer(limits, Way.JETTY, TestServer.PATIENT)) {
            TestStream watched = small.streams.add("pm1");
            try (TestClient first = small.connect("/stream/devices/pm1")) {
                first.until("streaming");
                try (TestClient second = small.connect("/stream/devices/pm1")) {
                    assertThat(second.head()).startsWith("HTTP/1.1 503").contains("Retry-After: 5");
                    assertThat(second.body()).contains("at most 1 clients may be connected here");
                }
            }
            Eventually.hold("the first is gone", () -> {
                watched.sample(SAMPLE); // a client that is gone is noticed when it is written to
                return limits.clients() == 0;
            });
            try (TestClient refused = small.connect("/stream/devices/pm7")) {
                assertThat(refused.head()).startsWith("HTTP/1.1 404");
            }
            Eventually.hold("there is room again", () -> limits.clients() == 0);
            try (TestClient next = small.connect("/stream/devices/pm1")) {
                assertThat(next.head()).startsWith("HTTP/1.1 200");
            }
        }
    }
}
