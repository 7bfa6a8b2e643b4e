// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 on clear text, as Java's own client asks for it. */
class Http2IT {
    private static final int STREAMS = 50;

    @Test
    void oneConnectionCarriesManyStreams(@TempDir Path home) throws Exception {
        try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort())) {
            product.awaitDevice("detector1");
            HttpClient client = HttpClient.newHttpClient();
            assertThat(client.send(product.request("/health").build(), BodyHandlers.ofString())
                            .version())
                    .isEqualTo(HttpClient.Version.HTTP_2);
            CountDownLatch samples = new CountDownLatch(STREAMS);
            List<Stream<String>> bodies = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                HttpResponse<Stream<String>> response =
                        client.send(product.request("/stream/devices/detector1").build(), BodyHandlers.ofLines());
                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(response.headers().firstValue("transfer-encoding")).isEmpty();
                bodies.add(response.body());
                new Thread(() -> awaitSample(response.body(), samples)).start();
            }
            assertThat(samples.await(30, TimeUnit.SECONDS)).isTrue();
            bodies.forEach(Stream::close);
        }
    }

    private static void awaitSample(Stream<String> lines, CountDownLatch samples) {
        assertThat(lines.anyMatch(line -> line.equals("event: device_data"))).isTrue();
        samples.countDown();
    }
}
