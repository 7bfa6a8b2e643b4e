// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HealthResourceTest {
    private static final String PLAIN = "{\"status\":\"healthy\",\"timestamp\":\"2026-03-01T09:15:00+00:00\"}";

    @AutoClose
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health?details=false", "/health?details=0"})
    void aServerThatAnswersIsHealthyWhateverItsChecksSay(String path) throws Exception {
        server.health.finds("devices", new Result(Status.CRITICAL, "the driver of pm1 hangs"));
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health?details", "/health?details=", "/health?details=true", "/health?details=1"})
    void everyCheckIsToldToWhomeverAsks(String path) throws Exception {
        server.health.finds("devices", new Result(Status.WARN, "pm1 is in fault"));
        server.health.finds("disk", new Result(Status.OK, "5.0 GiB are free"));
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body())
                .isEqualTo("{\"status\":\"warn\",\"timestamp\":\"2026-03-01T09:15:00+00:00\",\"checks\":["
                        + "{\"name\":\"devices\",\"status\":\"warn\",\"timestamp\":\"2026-03-01T09:15:00+00:00\","
                        + "\"messages\":[{\"status\":\"warn\",\"text\":\"pm1 is in fault\"}]},"
                        + "{\"name\":\"disk\",\"status\":\"ok\",\"timestamp\":\"2026-03-01T09:15:00+00:00\","
                        + "\"messages\":[{\"status\":\"ok\",\"text\":\"5.0 GiB are free\"}]}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "OK, 200, healthy",
        "WARN, 200, warn",
        "TEMPORARILY_UNAVAILABLE, 503, temporarily_unavailable",
        "CRITICAL, 503, critical",
        "HEALTH_CHECK_ERROR, 503, health_check_error"
    })
    void theWorstOfAllDecides(Status worst, int code, String word) throws Exception {
        server.health.finds("devices", new Result(Status.OK, "fine"));
        server.health.finds("disk", new Result(worst, "so it is"));
        HttpResponse<String> response = server.get("/health?details");
        assertThat(response.statusCode()).isEqualTo(code);
        assertThat(response.body()).startsWith("{\"status\":\"" + word + "\"");
    }

    @Test
    void aHouseInWhichNothingIsCheckedIsNotSaidToBeWell() throws Exception {
        HttpResponse<String> response = server.get("/health?details");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"health_check_error\"", "\"checks\":[]");
    }

    @Test
    void exceptionsAreNotForStrangers() throws Exception {
        server.health.finds(
                "disk", new Result(Status.CRITICAL, "cannot be looked at", new IllegalStateException("/home/ada")));
        assertThat(server.get("/health?details").body())
                .contains("cannot be looked at")
                .doesNotContain("ada");
    }

    @Test
    void anyOtherWishIsRefused() throws Exception {
        HttpResponse<String> response = server.get("/health?details=all");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("details must be true or false", "all");
    }
}
