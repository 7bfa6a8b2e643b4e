// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drivers of a running product from afar. */
class DriversIT {
    private static final String DEVICE =
            """
            package visiting.%1$s;

            import java.time.Duration;
            import java.util.List;
            import org.jackfield.device.*;
            import org.osgi.service.component.annotations.Component;

            @Component(
                    service = {Device.class, StreamingDevice.class},
                    property = {"device.id=%1$s", "device.autostart:Boolean=true"})
            public final class Driver implements StreamingDevice {
                private volatile boolean streaming;

                public Driver() {
                    %3$s
                }

                public DeviceDescription description() {
                    return new DeviceDescription("Visitor", "", "", List.of());
                }

                public void connect() {
                    %2$s
                }

                public void disconnect() {}

                public void startStreaming(SampleSink sink, StreamSettings settings) {
                    sink.accept(1.0);
                    streaming = true;
                }

                public void stopStreaming(Duration timeout) {
                    streaming = false;
                }

                public boolean isStreaming() {
                    return streaming;
                }
            }
            """;

    @TempDir
    static Path folder;

    private static RunningProduct product;
    private static String administrator;

    @BeforeAll
    static void start() throws Exception {
        product = RunningProduct.start(folder.resolve("home"), RunningProduct.freePort());
        administrator = new WebConsole(product, product.shownPassword()).authorization();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void anUploadedVersionTakesOverUnderAWatchingClientAndIsPutBack() throws Exception {
        product.awaitDevice("detector1");
        Path next = DriverJars.version(DriverJars.shipped(RunningProduct.PRODUCT), "9.0.0", folder.resolve("next.jar"));
        HttpResponse<String> letGo =
                product.send(product.request("/devices/rover1/disconnect").POST(BodyPublishers.noBody()));
        assertThat(letGo.statusCode()).as(letGo.body()).isEqualTo(200);
        try (SseClient client = SseClient.open(product.url("/stream/devices/detector1"))) {
            int seen = client.awaitData(0, 3);

            HttpResponse<String> uploaded = change("/" + DriverJars.NAME, request -> put(request, next));
            assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
            assertThat(uploaded.body())
                    .contains("\"verdict\":\"accepted\"", "\"version\":\"9.0.0\"", "\"detector1\"")
                    .containsPattern("\"before\":\\[\\{\"version\":\"\\d");
            seen = client.awaitData(client.awaitStatus(seen, "handover"), 3);
            assertThat(product.get("/devices/rover1")).contains("\"state\":\"disconnected\"");

            HttpResponse<String> back =
                    change("/" + DriverJars.NAME + "/rollback", request -> request.POST(BodyPublishers.noBody()));
            assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
            assertThat(back.body()).doesNotContain("9.0.0");
            client.awaitData(client.awaitStatus(seen, "handover"), 3);

            HttpResponse<String> nothing =
                    change("/" + DriverJars.NAME + "/rollback", request -> request.POST(BodyPublishers.noBody()));
            assertThat(nothing.statusCode()).isEqualTo(409);

            List<Long> numbers =
                    client.data().stream().map(SseClient.Event::sequence).toList();
            assertThat(numbers).hasSize((int) (numbers.get(numbers.size() - 1) - numbers.get(0) + 1));
        }
    }

    @Test
    void onlyTheAdministratorChangesDriversAndNoForeignPageDoesItForThem() throws Exception {
        Path jar = Files.write(folder.resolve("any.jar"), new byte[100]);
        HttpResponse<String> nobody = product.send(put(product.request("/drivers/any.jar"), jar));
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.body()).contains("administrator");
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();

        HttpResponse<String> stranger =
                change("/any.jar", request -> put(request, jar).header("Origin", "http://evil.example"));
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(stranger.body()).contains("http://evil.example");

        HttpResponse<String> deleted =
                product.send(product.request("/drivers/" + DriverJars.NAME).DELETE());
        assertThat(deleted.statusCode()).isEqualTo(401);
        assertThat(product.get("/drivers")).contains(DriverJars.NAME).doesNotContain("any.jar");
    }

    @Test
    void whatCannotRunIsAnsweredWithTheReason() throws Exception {
        HttpResponse<String> garbage =
                change("?name=garbage.jar", request -> request.POST(BodyPublishers.ofString("no archive")));
        assertThat(garbage.statusCode()).isEqualTo(422);
        assertThat(garbage.body()).contains("is not a readable ZIP");
        assertThat(Files.readString(folder.resolve("home/drivers/garbage.jar.rejected.txt")))
                .contains("is not a readable ZIP");

        HttpResponse<String> gone = change("/garbage.jar", HttpRequest.Builder::DELETE);
        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(folder.resolve("home/drivers/garbage.jar.rejected.txt")).doesNotExist();

        HttpResponse<String> outside =
                change("?name=..%2Fconfig%2Fx.jar", request -> request.POST(BodyPublishers.ofString("x")));
        assertThat(outside.statusCode()).isEqualTo(400);
        assertThat(outside.body()).contains("../config/x.jar");
    }

    @Test
    void whatADriverLeavesInMemoryIsNamed() throws Exception {
        Path leaving = visitor(
                "leaving",
                "new Thread(() -> { try { Thread.sleep(3_600_000); } catch (InterruptedException e) { } },"
                        + " \"forgotten-by-visitor\").start();");
        assertThat(change("/leaving.jar", request -> put(request, leaving)).statusCode())
                .isEqualTo(201);
        Pattern leak = Pattern.compile("\"leak\":\"version 1\\.0\\.0 cannot leave memory: "
                + "[^\"]*thread \\\\\"forgotten-by-visitor\\\\\"[^\"]*Driver");
        Path next = DriverJars.version(leaving, "1.1.0", folder.resolve("leaving-next.jar"));
        assertThat(change("/leaving.jar", request -> put(request, next)).statusCode())
                .isEqualTo(200);
        until("the leak is told", () -> leak.matcher(product.get("/drivers/leaving.jar"))
                .find());
        assertThat(product.get("/drivers")).contains("\"leaks\":1");
    }

    @Test
    void aDriverThatWouldEndTheProcessOnlyFails() throws Exception {
        Path exiting = visitor("exiting", "System.exit(1);");
        assertThat(change("/exiting.jar", request -> put(request, exiting)).statusCode())
                .isEqualTo(201);
        until("the device says so", () -> product.get("/devices/exiting")
                .contains("a driver may not end the process it shares with others"));
    }

    @Test
    void aVersionOfWhichNoObjectCanBeMadeIsRejectedAndLeavesMemory() throws Exception {
        Path sound = visitor("licensed", "");
        assertThat(change("/licensed.jar", request -> put(request, sound)).statusCode())
                .isEqualTo(201);
        until("it streams", () -> product.get("/devices/licensed").contains("\"streaming\":true"));
        Path broken = DriverJars.version(
                visitor("licensed", "", "if (true) throw new IllegalStateException(\"no licence\");"),
                "1.1.0",
                folder.resolve("licensed-next.jar"));
        HttpResponse<String> answer = change("/licensed.jar", request -> put(request, broken));
        assertThat(answer.statusCode()).isIn(202, 422); // which of the two is a matter of seconds
        until("it is rejected", () -> product.get("/drivers").contains("could not be activated"));
        assertThat(product.get("/drivers")).contains("visiting.licensed 1.1.0 could not be activated");
        until("its classes have left memory", () -> {
            product.jcmd("GC.run");
            return Pattern.compile("visiting\\.licensed\\.Driver")
                            .matcher(product.jcmd("VM.classloaders", "show-classes"))
                            .results()
                            .count()
                    == 1;
        });
    }

    private static Path visitor(String name, String deed) throws Exception {
        return visitor(name, deed, "");
    }

    private static Path visitor(String name, String deed, String made) throws Exception {
        Path source = folder.resolve(name + "-source").resolve("Driver.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, DEVICE.formatted(name, deed, made));
        Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
        DriverCompiler.compile(List.of(source), classes);
        return DriverCompiler.bundle("visiting." + name, classes, folder.resolve(name + ".jar"), Map.of());
    }

    private static HttpRequest.Builder put(HttpRequest.Builder request, Path jar) {
        try {
            return request.PUT(BodyPublishers.ofFile(jar));
        } catch (java.io.FileNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> change(String path, UnaryOperator<HttpRequest.Builder> what) throws Exception {
        return product.send(what.apply(product.request("/drivers" + path)).header("Authorization", administrator));
    }
}
