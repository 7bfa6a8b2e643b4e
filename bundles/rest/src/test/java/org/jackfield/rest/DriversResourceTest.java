// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.DriversServer.assertRefused;
import static org.jackfield.rest.DriversServer.json;
import static org.jackfield.rest.TestDrivers.entry;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Earlier;
import org.jackfield.driver.DriverEntry.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DriversResourceTest {
    @AutoClose
    private DriversServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DriversServer(Duration.ofSeconds(30));
    }

    private static BodyPublisher jar(String bytes) {
        return BodyPublishers.ofString(bytes);
    }

    @Test
    void anEntryIsToldInFull() throws Exception {
        server.drivers.entries.put(
                "pm.jar",
                new DriverEntry(
                        "pm.jar",
                        "acme.pm",
                        "1.2.0",
                        "running",
                        Verdict.ACCEPTED,
                        "",
                        List.of("pm1", "pm2"),
                        "ab12",
                        TestDrivers.TIME,
                        List.of(new Earlier("1.1.0", "cd34")),
                        Optional.of("thread pm-poller")));
        String entry = "{\"name\":\"pm.jar\",\"state\":\"running\",\"verdict\":\"accepted\",\"reason\":\"\","
                + "\"since\":\"2026-03-01T09:15:00+00:00\",\"symbolic_name\":\"acme.pm\",\"version\":\"1.2.0\","
                + "\"devices\":[\"pm1\",\"pm2\"],\"digest\":\"ab12\","
                + "\"before\":[{\"version\":\"1.1.0\",\"digest\":\"cd34\"}],\"leak\":\"thread pm-poller\"}";

        assertThat(server.send(server.request("/drivers/pm.jar")).body()).isEqualTo(entry);
        assertThat(server.send(server.request("/drivers")).body())
                .isEqualTo("{\"drivers\":[" + entry + "],\"leaks\":2}");
    }

    @Test
    void anUnknownDriverIsRefusedInWords() throws Exception {
        assertRefused(server.send(server.request("/drivers/no.jar")), 404, "DriverNotFound");
        assertRefused(server.asAdministrator("DELETE", "/drivers/no.jar"), 404, "DriverNotFound");
        assertRefused(server.asAdministrator("POST", "/drivers/no.jar/rollback"), 404, "DriverNotFound");
    }

    @Test
    void aRejectedDriverIsToldWithItsReason() throws Exception {
        HttpResponse<String> response = server.asAdministrator("PUT", "/drivers/bad.jar", jar("x"));
        assertRefused(response, 422, "DriverRejected");
        assertThat(json(response).get("error").get("message").textValue())
                .isEqualTo("needs package org.foo, nobody provides it");
        assertThat(json(response).get("driver").get("verdict").textValue()).isEqualTo("rejected");
    }

    @Test
    void aVerdictThatTakesLongIsAnsweredWithHowThingsAre() throws Exception {
        try (DriversServer impatient = new DriversServer(Duration.ofMillis(300))) {
            HttpResponse<String> response = impatient.asAdministrator("PUT", "/drivers/slow.jar", jar("x"));
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(json(response).get("verdict").textValue()).isEqualTo("waiting");
            assertThat(json(response).get("reason").textValue()).isEqualTo("being judged");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/drivers/fulldisk.jar", "/drivers/broken.jar"})
    void aFailureOnOurSideIsNotTheClients(String path) throws Exception {
        assertRefused(server.asAdministrator("PUT", path, jar("x")), 500, "IOException");
    }

    @Test
    void aDeletedDriverIsGone() throws Exception {
        server.asAdministrator("PUT", "/drivers/pm.jar", jar("x"));
        HttpResponse<String> response = server.asAdministrator("DELETE", "/drivers/pm.jar");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(server.send(server.request("/drivers/pm.jar")).statusCode()).isEqualTo(404);
    }

    @Test
    void theVersionBeforeIsPutBack() throws Exception {
        server.drivers.entries.put("new.jar", entry("new.jar", Verdict.ACCEPTED, "", "a"));
        server.drivers.entries.put("pm.jar", entry("pm.jar", Verdict.ACCEPTED, "", "b", new Earlier("1.0.0", "c")));

        HttpResponse<String> response = server.asAdministrator("POST", "/drivers/pm.jar/rollback");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("name").textValue()).isEqualTo("pm.jar");
        assertRefused(server.asAdministrator("POST", "/drivers/new.jar/rollback"), 409, "NothingToRollBackTo");
    }
}
