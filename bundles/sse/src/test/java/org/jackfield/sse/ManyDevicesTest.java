// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManyDevicesTest {
    private TestServer server;

    @BeforeEach
    void open() throws Exception {
        server = new TestServer(Way.JETTY, TestServer.PATIENT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theConnectionSaysItsNameThenTheDevicesComeInOneOrder() throws Exception {
        try (TestClient client = server.connect("/stream/devices?ids=pm1,pm2&match=lab1-*&every=2")) {
            assertThat(name(client)).matches("[0-9a-f]{32}");
            TestReader reader = server.streams.readers.get(0);
            assertThat(reader.patterns()).containsExactlyInAnyOrder("pm1", "pm2", "lab1-*");
            assertThat(reader.starts).containsEntry("pm1", StartAt.NOW);
            assertThat(reader.views.get("pm2").every()).isEqualTo(2);
            reader.sample("pm1", 17, 3, "{\"payload\":1}");
            assertThat(client.until("\r\n\r\n"))
                    .isEqualTo("id: 17\r\nevent: device_data\r\ndata: {\"payload\":1}\r\n\r\n");
            reader.sample("pm2", 18, 0, "{\"payload\":2}");
            assertThat(client.until("\r\n\r\n")).startsWith("id: 18\r\n");
        }
        TestReader reader = server.streams.readers.get(0);
        Eventually.hold("the reader is closed", () -> {
            reader.sample("pm2", 19, 1, "{\"payload\":2}"); // a client that is gone is noticed when it is written to
            return reader.closed;
        });
    }

    @Test
    void whoeverComesBackGoesOnBehindItsPlace() throws Exception {
        try (TestClient client = server.connect("/stream/devices?ids=pm1", "Last-Event-ID: 17")) {
            client.until("\"connection\"");
            assertThat(server.streams.readers.get(0).starts).containsEntry("pm1", StartAt.afterPosition(17));
        }
    }

    @Test
    void whatIsReadCanBeChangedWhileItStreams() throws Exception {
        try (TestClient client = server.connect("/stream/devices?ids=pm1&format=ndjson")) {
            JsonNode first = new ObjectMapper().readTree(client.until("\n"));
            String path = "/stream/connections/" + first.path("connection").textValue();
            try (TestClient change = post(path, "{\"add\":[\"pm3\",\"lab2-*\"],\"remove\":[\"pm1\"]}")) {
                assertThat(change.head()).startsWith("HTTP/1.1 200");
                assertThat(change.body()).contains("\"patterns\":[\"lab2-*\",\"pm3\"]");
            }
            TestReader reader = server.streams.readers.get(0);
            assertThat(reader.patterns()).containsExactlyInAnyOrder("pm3", "lab2-*");
            assertThat(reader.views).containsEntry("pm3", View.WHOLE);
            reader.sample("pm3", 20, 0, "{\"payload\":3}");
            assertThat(client.until("\n")).isEqualTo("{\"payload\":3}\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]                | 422 | expected a JSON object, came an array",
                "{                 | 422 | expected more JSON, came the end",
                "{\"ad\":[]}     | 400 | only add and remove are known, came 'ad'",
                "{\"add\":\"a\"} | 400 | add must be a list",
                "{\"add\":[1]}   | 400 | add must hold names or patterns, came a number",
                "{\"add\":[\"pm2\",\"a/b\"],\"remove\":[\"pm1\"]} | 400 | letters, digits",
                "{\"add\":[\"pm2\"],\"remove\":[\"[\"]} | 400 | letters, digits"
            })
    void aChangeThatMakesNoSenseIsRefusedAndChangesNothing(String body, int status, String words) throws Exception {
        try (TestClient client = server.connect("/stream/devices?ids=pm1")) {
            String path = "/stream/connections/" + name(client);
            try (TestClient change = post(path, body.strip())) {
                assertThat(change.head()).startsWith("HTTP/1.1 " + status);
                assertThat(change.body()).contains(words);
            }
            assertThat(server.streams.readers.get(0).patterns()).containsExactly("pm1");
        }
    }

    @Test
    void moreThanAConnectionTakesIsRefusedAsAWhole() throws Exception {
        try (TestClient client = server.connect("/stream/devices?ids=pm1")) {
            String names =
                    IntStream.range(0, 20_000).mapToObj(i -> "\"n" + i + "\"").collect(Collectors.joining(","));
            try (TestClient change = post("/stream/connections/" + name(client), "{\"add\":[" + names + "]}")) {
                assertThat(change.head()).startsWith("HTTP/1.1 400");
                assertThat(change.body()).contains("at most 1000 patterns", "20001");
            }
            assertThat(server.streams.readers.get(0).patterns()).containsExactly("pm1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids=%00", "ids=a/b", "match=%5B", "ids=pm1,.hidden"})
    void whatNoDeviceCanBeCalledIsRefused(String query) throws Exception {
        try (TestClient client = server.connect("/stream/devices?" + query)) {
            assertThat(client.head()).startsWith("HTTP/1.1 400");
            assertThat(client.body()).contains("a device or pattern has 1 to 200 letters, digits");
        }
        assertThat(server.streams.readers).allMatch(reader -> reader.closed);
    }

    @Test
    void nobodyChangesWhatIsNotThere() throws Exception {
        try (TestClient change = post("/stream/connections/00", "{}")) {
            assertThat(change.head()).startsWith("HTTP/1.1 404");
            assertThat(change.body()).contains("ConnectionNotFound");
        }
        try (TestClient nothing = server.connect("/stream/devices")) {
            assertThat(nothing.head()).startsWith("HTTP/1.1 400");
            assertThat(nothing.body()).contains("expected devices, as ?ids=pm1,pm2");
        }
    }

    private static String name(TestClient client) throws Exception {
        String event = client.until("\r\n\r\n");
        assertThat(event).startsWith("event: connection\r\n");
        return new ObjectMapper()
                .readTree(event.substring(event.indexOf('{')))
                .path("connection")
                .textValue();
    }

    private TestClient post(String path, String body) throws Exception {
        TestClient client = server.send(
                "POST",
                path,
                "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
                "Content-Type: application/json");
        client.send(body);
        return client;
    }
}
