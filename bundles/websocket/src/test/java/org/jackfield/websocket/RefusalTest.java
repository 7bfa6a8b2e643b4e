// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.jackfield.web.read.ClientLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(new ClientLimits(3, 2));
        server.streams.add("pm1");
        server.streams.add("mute1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ws/devices/nobody | 404 | DeviceNotFound | No device found with ID: 'nobody'",
                "/ws/nowhere | 404 | NotFound | WebSockets are at /ws/devices",
                "/ws/devices/pm1/more | 404 | NotFound | WebSockets are at /ws/devices",
                "/ws/devices/mute1 | 409 | DeviceError | does not support streaming",
                "/ws/devices/pm1?channels=none | 400 | InvalidRequest | has no channel none",
                "/ws/devices/pm1?every=often | 400 | InvalidRequest | every must be a whole number, was often",
                "/ws/devices/pm1?every=99999999999 | 400 | InvalidRequest | every must be at most 2147483647",
                "/ws/devices/pm1?every=1&every=2 | 400 | InvalidRequest | every must be given once",
                "/ws/devices/pm1?maxRate=NaN | 400 | InvalidRequest | maxRate must be",
                "/ws/devices/pm1?deadband=-1 | 400 | InvalidRequest | deadband must be",
                "/ws/devices/pm1?last=0 | 400 | InvalidRequest | last must be at least 1",
                "/ws/devices/pm1?since=yesterday | 400 | InvalidRequest | since must be a time",
                "/ws/devices/pm1?last=1&after=2 | 400 | InvalidRequest | expected one of last",
                "/ws/devices/pm1?format=xml | 400 | InvalidRequest | format must be json or cbor",
            })
    void whatCannotBeServedIsSaidBeforeTheSocketOpens(String path, int status, String type, String message)
            throws Exception {
        try (RawClient client = server.raw(path)) {
            assertThat(client.head).startsWith("HTTP/1.1 " + status + " ");
            assertThat(client.body()).contains("{\"error\":{\"type\":\"" + type + '"', message);
        }
        assertThat(server.limits.clients()).isZero();
    }

    @Test
    void aTimeMayBeGivenInEitherForm() throws Exception {
        for (String since : new String[] {"2026-03-01T09:15:00Z", "2026-03-01T09:15:00.5+01:00", "1772356500.25"}) {
            try (RawClient client = server.raw("/ws/devices/pm1?since=" + since)) {
                assertThat(client.head).startsWith("HTTP/1.1 101 ");
            }
            Eventually.hold("it has gone", () -> server.limits.clients() == 0);
        }
    }

    @Test
    void whoDoesNotAskForASocketIsToldToAndMayNotPost() throws Exception {
        try (RawClient client = RawClient.send(server.port(), "GET /ws/devices/pm1 HTTP/1.1")) {
            assertThat(client.head).startsWith("HTTP/1.1 426 ").contains("Upgrade: websocket\r\n");
            assertThat(client.body()).contains("UpgradeRequired");
        }
        try (RawClient client = RawClient.send(
                server.port(),
                "GET /ws/devices/pm1 HTTP/1.1",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 8",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
            assertThat(client.head).startsWith("HTTP/1.1 426 ").contains("Sec-WebSocket-Version: 13\r\n");
        }
        try (RawClient client = RawClient.send(server.port(), "POST /ws/devices/pm1 HTTP/1.1", "Content-Length: 0")) {
            assertThat(client.head).startsWith("HTTP/1.1 405 ").contains("Allow: GET\r\n");
        }
    }

    @Test
    void nothingIsCompressedWhatIsSentToManyIsMadeOnce() throws Exception {
        try (RawClient client = RawClient.send(
                server.port(),
                "GET /ws/devices/pm1 HTTP/1.1",
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            assertThat(client.head)
                    .startsWith("HTTP/1.1 101 ")
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .doesNotContain("Sec-WebSocket-Extensions");
            assertThat(client.next().text()).startsWith("{\"event\":\"device_status\"");
        }
    }

    @Test
    void oneAddressMayNotTakeAllPlaces() throws Exception {
        try (JdkClient first = server.connect("/ws/devices/pm1")) {
            try (JdkClient second = server.connect("/ws/devices");
                    RawClient third = server.raw("/ws/devices/pm1")) {
                assertThat(third.head).startsWith("HTTP/1.1 429 ").contains("Retry-After: 5\r\n");
                assertThat(third.body()).contains("at most 2 clients of one address");
                second.leave();
                second.end();
            }
            Eventually.hold("a place is free", () -> server.limits.clients() == 1);
            try (RawClient third = server.raw("/ws/devices/pm1")) {
                assertThat(third.head).startsWith("HTTP/1.1 101 ");
            }
            first.leave();
        }
    }

    @Test
    void thereAreOnlySoManyPlacesInAll() {
        ClientLimits limits = new ClientLimits(2, 2);
        Runnable leave = limits.enter("a");
        limits.enter("b");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> limits.enter("c"))
                .isInstanceOf(ClientLimits.TooMany.class)
                .hasMessageContaining("at most 2 clients");
        leave.run();
        leave.run();
        limits.enter("c");
        assertThat(limits.clients()).isEqualTo(2);
    }
}
