// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.DriversServer.assertRefused;
import static org.jackfield.rest.DriversServer.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to send a JAR, and to fail in it. */
@Timeout(60)
final class DriverUploadTest {
    private static final long LARGE = 20 << 20;
    private static final String FORM = "multipart/form-data; boundary=XX";

    @AutoClose
    private DriversServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DriversServer(Duration.ofSeconds(30));
    }

    private static BodyPublisher jar(String bytes) {
        return BodyPublishers.ofString(bytes);
    }

    private static String file(String name, String bytes) {
        return "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/java-archive\r\n\r\n" + bytes + "\r\n";
    }

    private HttpResponse<String> form(String body) throws Exception {
        return server.asAdministrator("POST", "/drivers", jar(body), "Content-Type", FORM);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"application/java-archive", "application/x-www-form-urlencoded"})
    void rawBytesAreTakenWhateverTheirTypeIsCalled(String type) throws Exception {
        String[] headers = type == null ? new String[0] : new String[] {"Content-Type", type};
        HttpResponse<String> first = server.asAdministrator("POST", "/drivers?name=pm.jar", jar("a=b&c"), headers);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).get("verdict").textValue()).isEqualTo("accepted");
        assertThat(server.drivers.lengths).containsEntry("pm.jar", 5L);

        HttpResponse<String> same = server.asAdministrator("PUT", "/drivers/pm.jar", jar("a=b&c"), headers);
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(json(same).get("verdict").textValue()).isEqualTo("unchanged");

        HttpResponse<String> next = server.asAdministrator("PUT", "/drivers/pm.jar", jar("other"), headers);
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(json(next).get("verdict").textValue()).isEqualTo("accepted");
    }

    @Test
    void theFileOfAFormIsTakenWithItsName() throws Exception {
        HttpResponse<String> response = form("--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
                + file("C:\\lab\\pm.jar", "four") + "--XX--\r\n");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(json(response).get("name").textValue()).isEqualTo("pm.jar");
        assertThat(server.drivers.lengths).containsEntry("pm.jar", 4L);
    }

    @ParameterizedTest
    @CsvSource({
        "--XX--, expected a file in the form",
        "nothing, ends before its last boundary",
        "--XXjunk, goes on otherwise",
    })
    void aFormWithoutAFileIsRefused(String body, String why) throws Exception {
        HttpResponse<String> response = form(body + "\r\n");
        assertRefused(response, 400, "InvalidRequest");
        assertThat(response.body()).contains(why);
    }

    @Test
    void aFormInWhichNoFileWasChosenIsRefused() throws Exception {
        assertRefused(form(file("", "") + "--XX--\r\n"), 400, "InvalidRequest");
    }

    @Test
    void twoFilesAtOnceAreRefusedAndNeitherIsKept() throws Exception {
        HttpResponse<String> response = form(file("a.jar", "a") + file("b.jar", "b") + "--XX--\r\n");
        assertRefused(response, 400, "InvalidRequest");
        assertThat(response.body()).contains("one by one");
        assertThat(server.drivers.entries).isEmpty();
    }

    @Test
    void aFormThatEndsEarlyLeavesNothingBehind() throws Exception {
        assertRefused(form(file("a.jar", "abc")), 400, "InvalidRequest");
        assertThat(server.drivers.entries).isEmpty();
    }

    @Test
    void aClientThatGoesAwayInTheMiddleLeavesNothingBehind() throws Exception {
        try (Socket socket = server.socket()) {
            socket.getOutputStream()
                    .write(("PUT /drivers/pm.jar HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                                    + "Authorization: " + DriversServer.ADMINISTRATOR + "\r\n\r\nPK")
                            .getBytes(US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
        assertThat(server.drivers.entries).isEmpty();
    }

    @Test
    void bytesWithoutANameAreRefusedWithTheWaysToGiveOne() throws Exception {
        HttpResponse<String> response = server.asAdministrator("POST", "/drivers", jar("x"));
        assertRefused(response, 400, "InvalidRequest");
        assertThat(response.body()).contains("curl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/drivers?name=pm.zip", "/drivers?name=..%2Fpm.jar", "/drivers?name="})
    void aNameThatCannotBeADriversIsRefused(String path) throws Exception {
        assertRefused(server.asAdministrator("POST", path, jar("x")), 400, "InvalidRequest");
        assertThat(server.drivers.entries).isEmpty();
    }

    @Test
    void aJarThatIsTooLargeIsRefused() throws Exception {
        BodyPublisher endless =
                BodyPublishers.ofInputStream(() -> new Zeros(TestDrivers.LIMIT + 1, server.drivers.receiving));
        assertRefused(server.asAdministrator("PUT", "/drivers/pm.jar", endless), 413, "DriverTooLarge");
        assertThat(server.drivers.entries).isEmpty();
    }

    @Test
    void rawBytesReachTheFolderWhileTheClientStillSends() throws Exception {
        HttpResponse<String> response = server.asAdministrator(
                "PUT",
                "/drivers/pm.jar",
                BodyPublishers.ofInputStream(() -> new Zeros(LARGE, server.drivers.receiving)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(server.drivers.lengths).containsEntry("pm.jar", LARGE);
    }

    @Test
    void theFileOfAFormReachesTheFolderWhileTheClientStillSends() throws Exception {
        HttpResponse<String> response = server.asAdministrator(
                "POST",
                "/drivers",
                BodyPublishers.ofInputStream(() -> around(new Zeros(LARGE, server.drivers.receiving))),
                "Content-Type",
                FORM);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(server.drivers.lengths).containsEntry("pm.jar", LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 16_340, 16_374, 16_375, 16_376, 16_377, 16_384, 40_000})
    void whatLooksLikeABoundaryIsContentUntilItIsOne(int length) throws Exception {
        String content = "\r\n--X\r\n-\r\r\n".repeat(length / 10 + 1) + "\r".repeat(length % 10);
        HttpResponse<String> response = form(file("pm.jar", content) + "--XX-- \r\nand what is said after it");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(server.drivers.lengths).containsEntry("pm.jar", (long) content.length());
    }

    private static InputStream around(InputStream jar) {
        String[] frame = (file("pm.jar", "|") + "--XX--\r\n").split("\\|", -1);
        return new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(frame[0].getBytes(US_ASCII)), jar),
                new ByteArrayInputStream(frame[1].getBytes(US_ASCII)));
    }

    /** So many bytes that are nowhere; the second half is there only when the first has arrived somewhere. */
    private static final class Zeros extends InputStream {
        private final long half;
        private final CountDownLatch arrived;
        private long left;

        private Zeros(long length, CountDownLatch arrived) {
            left = length;
            half = length / 2;
            this.arrived = arrived;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            if (left <= half) {
                awaitArrival();
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }

        private void awaitArrival() throws IOException {
            try {
                if (!arrived.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("nothing has arrived although half was sent");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
