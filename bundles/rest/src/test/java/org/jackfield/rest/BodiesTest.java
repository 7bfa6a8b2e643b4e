// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.ControlServer.json;
import static org.jackfield.rest.ControlServer.names;
import static org.jackfield.rest.ControlServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class BodiesTest {
    @AutoClose
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer();
    }

    private static void assertUnprocessable(HttpResponse<String> response, String type) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode detail = json(response).get("detail").get(0);
        assertThat(names(detail)).containsExactly("type", "loc", "msg");
        assertThat(detail.get("type").textValue()).isEqualTo(type);
        assertThat(detail.get("loc").get(0).textValue()).isEqualTo("body");
        assertThat(detail.get("msg").textValue()).isNotBlank().doesNotContain("StreamReadConstraints", "com.fasterxml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | missing",
                "{ | json_invalid",
                "{\"a\":1} x | json_invalid",
                "{\"a\":1}{} | json_invalid",
                "{\"a\":1,\"a\":2} | json_invalid",
                "{'a':1} | json_invalid",
                "{\"a\":NaN} | json_invalid",
                "[] | dict_type",
                "7 | dict_type",
                "null | dict_type",
                "{\"a\":1e999} | finite_number",
                "{\"a\":[\"\\ud800\"]} | string_unicode",
                "{\"\\udc00\":1} | json_invalid"
            })
    void whatIsNoJsonObjectIsToldWhereItEndsBeingOne(String body, String type) throws Exception {
        for (String path : new String[] {"/devices", "/devices/pm1/call", "/devices/pm1/lease", "/tasks"}) {
            assertUnprocessable(server.post(path, body), type);
        }
        assertUnprocessable(server.send("PATCH", "/devices/pm1", body), type);
    }

    @Test
    void depthHasABound() throws Exception {
        String deep = "[".repeat(120) + "]".repeat(120);
        assertUnprocessable(server.post("/tasks", "{\"params\":" + deep + "}"), "json_invalid");
        String allowed = "[".repeat(98) + "]".repeat(98);
        assertThat(server.post("/devices/pm1/call", "{\"method\":\"set_gain\",\"args\":" + allowed + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNumberHasABound() throws Exception {
        assertUnprocessable(server.post("/tasks", "{\"a\":" + "9".repeat(2_000) + "}"), "json_invalid");
    }

    @Test
    void sizeHasABound() throws Exception {
        String large = "x".repeat(1024 * 1024);
        refused(server.post("/devices/pm1/call", "{\"method\":\"" + large + "\"}"), 413, "InvalidRequest");
        String allowed = "x".repeat(1024 * 1024 - 100);
        JsonNode error =
                refused(server.post("/devices/pm1/call", "{\"method\":\"" + allowed + "\"}"), 404, "MethodNotFound");
        assertThat(error.get("message").textValue()).hasSizeLessThan(300);
        assertThat(error.get("context").get("method").textValue()).hasSizeLessThan(300);
    }

    @Test
    void aBodyInAnotherEncodingIsNoJson() throws Exception {
        try (Socket socket = server.socket()) {
            byte[] body = "{\"method\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
            socket.getOutputStream()
                    .write(
                            ("POST /devices/pm1/call HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                            + body.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 422")
                    .contains("json_invalid");
        }
    }

    @Test
    void aFormsTypeOfContentDoesNotMatter() throws Exception {
        assertThat(server.post(
                                "/devices/pm1/call",
                                "{\"method\":\"reset\"}",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedForLongerThanAConnectionMayRest() throws Exception {
        try (ControlServer impatient = new ControlServer(Duration.ofSeconds(29), Duration.ofMillis(500));
                Socket socket = impatient.socket()) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /devices/pm1/call HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"method\""
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .satisfiesAnyOf(answer -> assertThat(answer).isEmpty(), answer -> assertThat(answer)
                            .contains("the body broke off"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/devices/pm1/call/x", "/tasks/s/dance", "/calls/x/y", "/device-types/a/b", "/x"})
    void anUnknownAddressIsNotFound(String path) throws Exception {
        HttpResponse<String> response = server.post(path, "{}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /devices/pm1/call, POST",
        "PUT, /devices/pm1, PATCH",
        "GET, /tasks/s/cancel, POST",
        "PATCH, /devices, POST",
        "POST, /calls, GET"
    })
    void aWrongMethodIsToldTheRightOne(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = server.send(method, path, "");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains(allowed);
        assertThat(response.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    }
}
