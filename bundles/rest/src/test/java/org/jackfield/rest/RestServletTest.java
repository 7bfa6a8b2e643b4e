// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestServletTest {
    private static final Instant TIME = Instant.parse("2026-03-01T09:15:00.987Z");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Server SERVER = new Server();
    private static final ServerConnector CONNECTOR = new ServerConnector(SERVER);

    @BeforeAll
    static void start() throws Exception {
        TestStreams streams = new TestStreams();
        streams.add(device("daq 1", DeviceState.STREAMING));
        streams.add(new DeviceInfo(
                "pm1",
                "PowerMeter",
                "Acme",
                "PM100",
                List.of(Channel.scalar("power", "mW"), Channel.block("trace", "", 16)),
                true,
                DeviceState.FAULT,
                TIME,
                Optional.of(new DriverInfo("acme.pm", "1.2.0", 42)),
                Optional.of(new ErrorRecord("IOException", "no answer", "device", TIME, Map.of("device_id", "pm1"))),
                List.of("acme.pm 1.1.0 claims it as well"),
                3,
                1000,
                2));
        for (DeviceState state : DeviceState.values()) {
            streams.add(device(state.wireName(), state));
        }
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(
                new ServletHolder(new RestServlet(
                        "1.2.3",
                        Clock.fixed(TIME, ZoneOffset.UTC),
                        Duration.ofSeconds(29),
                        new RestServlet.Services(
                                streams,
                                new TestDevices(),
                                new TestInventory(),
                                new TestTasks(),
                                new TestDrivers(),
                                (name, password) -> false))),
                "/*");
        CONNECTOR.setHost("127.0.0.1");
        SERVER.addConnector(CONNECTOR);
        SERVER.setHandler(context);
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    private static DeviceInfo device(String id, DeviceState state) {
        return new DeviceInfo(
                id,
                "Test",
                "",
                "",
                List.of(),
                true,
                state,
                TIME,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                0,
                0);
    }

    private static HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + CONNECTOR.getLocalPort() + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return new ObjectMapper().readTree(response.body());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aDeviceIsDescribedByLabDaemonsSixFieldsAndThenByOurs() throws Exception {
        HttpResponse<String> response = send("GET", "/devices/pm1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"device_id\":\"pm1\",\"device_type\":\"PowerMeter\",\"connected\":false,"
                        + "\"streaming\":false,\"owned_by\":null,"
                        + "\"last_error\":{\"type\":\"IOException\",\"message\":\"no answer\",\"origin\":\"device\","
                        + "\"timestamp\":\"2026-03-01T09:15:00+00:00\",\"context\":{\"device_id\":\"pm1\"}},"
                        + "\"state\":\"fault\",\"since\":\"2026-03-01T09:15:00+00:00\","
                        + "\"vendor\":\"Acme\",\"model\":\"PM100\","
                        + "\"channels\":[{\"name\":\"power\",\"unit\":\"mW\",\"type\":\"number\",\"shape\":[]},"
                        + "{\"name\":\"trace\",\"unit\":\"\",\"type\":\"number\",\"shape\":[16]}],"
                        + "\"driver\":{\"name\":\"acme.pm\",\"version\":\"1.2.0\",\"bundle_id\":42},"
                        + "\"refused\":[\"acme.pm 1.1.0 claims it as well\"],"
                        + "\"readers\":3,\"next_sequence\":1000,\"refused_samples\":2,"
                        + "\"owner\":null,\"params\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "offline, false, false",
        "connecting, false, false",
        "connected, true, false",
        "streaming, true, true",
        "handover, false, false",
        "fault, false, false"
    })
    void aStateSaysWhetherTheDeviceIsConnectedAndStreams(String state, boolean connected, boolean streaming)
            throws Exception {
        JsonNode device = json(send("GET", "/devices/" + state));
        assertThat(device.get("connected").booleanValue()).isEqualTo(connected);
        assertThat(device.get("streaming").booleanValue()).isEqualTo(streaming);
        assertThat(device.get("last_error").isNull()).isTrue();
        assertThat(device.get("driver").isNull()).isTrue();
    }

    @Test
    void theListHoldsEveryDeviceInTheSameForm() throws Exception {
        JsonNode list = json(send("GET", "/devices"));
        assertThat(names(list)).containsExactly("devices");
        assertThat(list.get("devices")).hasSize(2 + DeviceState.values().length);
        for (JsonNode device : list.get("devices")) {
            assertThat(names(device))
                    .startsWith("device_id", "device_type", "connected", "streaming", "owned_by", "last_error");
        }
    }

    @Test
    void aNameThatNeedsEscapingIsFound() throws Exception {
        assertThat(json(send("GET", "/devices/daq%201")).get("device_id").textValue())
                .isEqualTo("daq 1");
    }

    @Test
    void healthIsToldWithTheTime() throws Exception {
        assertThat(send("GET", "/health").body())
                .isEqualTo("{\"status\":\"healthy\",\"timestamp\":\"2026-03-01T09:15:00+00:00\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/html;q=0.5"})
    void programsAreToldWhatTheServerIs(String accepted) throws Exception {
        JsonNode info = json(send("GET", "/", "Accept", accepted));
        assertThat(names(info)).containsExactly("name", "version", "phase", "endpoints");
        assertThat(info.get("version").textValue()).isEqualTo("1.2.3");
        assertThat(info.get("endpoints").get("device_stream").textValue()).isEqualTo("/stream/devices/{device_id}");
    }

    @Test
    void aRequestThatDoesNotSayWhatItAcceptsIsAProgrammes() throws Exception {
        assertThat(json(send("GET", "/")).get("name").textValue()).isEqualTo("Jackfield");
    }

    @Test
    void anUnknownDeviceIsRefusedInLabDaemonsWords() throws Exception {
        HttpResponse<String> response = send("GET", "/devices/pm7");
        assertThat(response.statusCode()).isEqualTo(404);
        JsonNode error = json(response).get("error");
        assertThat(names(error)).containsExactly("type", "message", "origin", "timestamp", "context");
        assertThat(error.get("type").textValue()).isEqualTo("DeviceNotFound");
        assertThat(error.get("message").textValue()).isEqualTo("No device found with ID: 'pm7'");
        assertThat(error.get("origin").textValue()).isEqualTo("framework");
        assertThat(error.get("timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/devices/pm1/nothing", "/health/x"})
    void anUnknownPathIsNotFound(String path) throws Exception {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @ParameterizedTest
    @CsvSource({"POST, /health", "DELETE, /devices", "PUT, /"})
    void aMethodThatIsNotThereIsRefusedWithThoseThatAre(String method, String path) throws Exception {
        HttpResponse<String> response = send(method, path);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET");
        assertThat(response.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    }

    @Test
    void theHeadersCanBeAskedForAlone() throws Exception {
        HttpResponse<String> response = send("HEAD", "/devices");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void whatNobodyCanWriteIsNotAcceptable() throws Exception {
        HttpResponse<String> response = send("GET", "/devices", "Accept", "image/png");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(json(response).get("detail").textValue()).isEqualTo("Not Acceptable");
    }
}
