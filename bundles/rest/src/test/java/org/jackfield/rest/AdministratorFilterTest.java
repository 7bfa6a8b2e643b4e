// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.DriversServer.json;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AdministratorFilterTest {
    @AutoClose
    private DriversServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DriversServer(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /drivers?name=pm.jar",
        "PUT, /drivers/pm.jar",
        "DELETE, /drivers/pm.jar",
        "POST, /drivers/pm.jar/rollback"
    })
    void whateverChangesIsForTheAdministrator(String method, String path) throws Exception {
        HttpResponse<String> response = server.send(server.request(path).method(method, BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValue("Basic realm=\"Jackfield\", charset=\"UTF-8\"");
        assertThat(json(response).get("error").get("type").textValue()).isEqualTo("AdministratorRequired");
        assertThat(json(response).get("error").get("message").textValue())
                .contains("a driver is code", "curl: -u admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin:wrong", "admin:", "admin", "root:right", ":right"})
    void nobodyElseIsLetIn(String credentials) throws Exception {
        HttpRequest.Builder request = server.request("/drivers/pm.jar")
                .header("Authorization", DriversServer.basic(credentials))
                .DELETE();
        assertThat(server.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void everybodyMayLook() throws Exception {
        assertThat(server.send(server.request("/drivers")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=XX", "application/java-archive"})
    void aStrangerIsTurnedAwayBeforeABodyWasRead(String type) throws Exception {
        try (Socket socket = server.socket();
                BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.getOutputStream()
                    .write(("POST /drivers?name=pm.jar HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                                    + "\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 401 ");
        }
    }
}
