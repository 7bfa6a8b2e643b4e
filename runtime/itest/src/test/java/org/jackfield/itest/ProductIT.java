// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One running product, as its users meet it. */
class ProductIT {
    private static final String DETECTOR = "org.jackfield.driver.simulated.Detector";

    @TempDir
    static Path home;

    private static RunningProduct product;

    @BeforeAll
    static void start() throws Exception {
        product = RunningProduct.start(home, RunningProduct.freePort());
    }

    @AfterAll
    static void stop() throws Exception {
        product.close();
    }

    private static boolean knows(String id) throws Exception {
        return product.send(product.request("/devices/" + id)).statusCode() == 200;
    }

    private static boolean is(String id, String member) throws Exception {
        return product.get("/devices/" + id).contains(member);
    }

    @Test
    void theDemoDevicesOfAFreshHomeAreThere() throws Exception {
        for (String id : List.of("detector1", "daq1", "rover1")) {
            product.awaitDevice(id);
        }
        assertThat(product.get("/health")).contains("\"status\":\"healthy\"");
        assertThat(product.get("/")).contains("\"device_stream\":\"/stream/devices/{device_id}\"");
        assertThat(product.send(product.request("/").header("Accept", "text/html,*/*;q=0.8"))
                        .body())
                .contains("<div id=\"page\">");
    }

    @Test
    void aRoverSendsWhatItsDashboardNeeds() throws Exception {
        product.awaitDevice("rover1");
        try (SseClient client = SseClient.open(product.url("/stream/devices/rover1"))) {
            client.awaitData(0, 1);
            assertThat(client.data().get(0).data())
                    .containsPattern("\"payload\":\\{.*\"location\":\\{\"x\":10\\.\\d+,\"y\":25\\.\\d+\\}")
                    .containsPattern("\"battery_level\":95\\.\\d+")
                    .containsPattern("\"signal_strength\":-\\d\\d");
        }
    }

    @Test
    void aFileIsADevice() throws Exception {
        Path file = Config.device(home, "Detector", "file1", "unit=K");
        product.awaitDevice("file1");
        assertThat(product.get("/devices/file1")).contains("\"unit\":\"K\"");

        Config.device(home, "Detector", "file1", "unit=V");
        until("file1 has changed", () -> is("file1", "\"unit\":\"V\""));

        Config.device(home, "Detector", "file1", "unit=V", "lower.bound=5", "upper.bound=1");
        until("file1 says what is wrong", () -> is("file1", "\"state\":\"fault\"") && is("file1", "bound"));

        Files.delete(file);
        until("file1 is no device any longer", () -> !knows("file1"));
    }

    @Test
    void aDeviceIsAddedAndEditedInTheWebConsole() throws Exception {
        WebConsole console = new WebConsole(product, product.shownPassword());
        until("the console is there", console::answers);
        assertThat(product.send(product.request("/system/console/bundles")).statusCode())
                .isEqualTo(401);
        assertThat(new WebConsole(product, "admin").page("bundles").statusCode())
                .isEqualTo(401);
        assertThat(Files.getPosixFilePermissions(home.resolve("data").resolve("administrator")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        for (String page : List.of("components", "configMgr", "events", "memoryusage")) {
            assertThat(console.page(page).statusCode()).as(page).isEqualTo(200);
        }
        assertThat(console.form(DETECTOR + "?create=true", "").body())
                .contains("Device name", "device.id", "Readings per second", "stream.rate");

        String pid = console.addDevice(DETECTOR, Map.of("device.id", "console1", "unit", "mA"));
        until("console1 is there", () -> knows("console1") && is("console1", "\"unit\":\"mA\""));
        console.save(pid, DETECTOR, Map.of("device.id", "console1", "unit", "uA"));
        until("console1 has changed", () -> is("console1", "\"unit\":\"uA\""));
    }

    @Test
    void theDriverOfTheReadmeRuns(@TempDir Path folder) throws Exception {
        Files.copy(ReadmeDriver.build(folder), home.resolve("drivers").resolve("load.jar"));
        Config.file(home, "com.example.load.LoadMeter-load", "device.id = load");

        product.awaitDevice("load");
        try (SseClient client = SseClient.open(product.url("/stream/devices/load"))) {
            client.awaitData(0, 3);
            assertThat(client.data().get(0).data()).containsPattern("\"payload\":\\d+\\.\\d+");
        }
        assertThat(product.get("/devices/load")).contains("\"device_type\":\"LoadMeter\"");
    }

    @Test
    void aJarThatIsNoDriverIsRefusedInWordsBesideIt() throws Exception {
        Path plain = home.resolve("drivers").resolve("plain.jar");
        Path note = plain.resolveSibling("plain.jar.rejected.txt");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        new JarOutputStream(Files.newOutputStream(plain), manifest).close();
        until(
                "a note lies beside it",
                () -> Files.exists(note)
                        && Files.readString(note).matches("(?s)plain.jar was rejected.*Bundle-ManifestVersion.*"));

        Files.delete(plain);
        until("the note is gone with its cause", () -> !Files.exists(note));
    }

    @Test
    void anUnknownDeviceIsRefusedInWords() throws Exception {
        HttpResponse<String> response = product.send(product.request("/stream/devices/pm7"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .startsWith(
                        "{\"error\":{\"type\":\"DeviceNotFound\",\"message\":\"No device found with ID: 'pm7'\",\"origin\":\"framework\",\"timestamp\":\"")
                .endsWith("+00:00\",\"context\":{}}}");
    }

    @Test
    void aForeignHostIsRefusedAndAForeignOriginMayOnlyRead() throws Exception {
        assertThat(product.send(product.request("/devices").header("Host", "evil.example"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> read = product.send(product.request("/devices").header("Origin", "http://evil.example"));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        HttpResponse<String> change = product.send(product.request("/devices")
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(change.statusCode()).isEqualTo(403);
        assertThat(change.body()).contains("OriginRefused", "evil.example");
    }

    @Test
    void clientsThatNeverReadAreNoConcernOfThoseThatDo() throws Exception {
        Config.device(home, "Daq", "fast1", "channels=4", "samples.per.second=20000", "stream.rate=100");
        product.awaitDevice("fast1");
        List<Socket> sleepers = new ArrayList<>();
        try (SseClient client = SseClient.open(product.url("/stream/devices/fast1"))) {
            for (int i = 0; i < 10; i++) {
                sleepers.add(ask("/stream/devices/fast1"));
            }
            client.awaitData(0, 500);

            List<Long> sequences =
                    client.data().stream().map(SseClient.Event::sequence).toList();
            assertThat(sequences)
                    .isEqualTo(LongStream.range(sequences.get(0), sequences.get(0) + sequences.size())
                            .boxed()
                            .toList());
            until("all are read to", () -> is("fast1", "\"readers\":11"));
        } finally {
            for (Socket sleeper : sleepers) {
                sleeper.close();
            }
        }
        until("nobody reads fast1", () -> is("fast1", "\"readers\":0"));
    }

    private static Socket ask(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), product.port());
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    @Test
    void fiveHundredVisitorsLeaveNothingBehind() throws Exception {
        Config.device(home, "Detector", "busy1", "stream.rate=50");
        product.awaitDevice("busy1");
        for (int i = 0; i < 500; i++) {
            Socket socket = ask("/stream/devices/busy1");
            if (i % 3 == 0) {
                socket.getInputStream().read();
            }
            if (i % 2 == 0) {
                socket.setSoLinger(true, 0); // leaves with a reset
            }
            socket.close();
        }
        until("nobody reads busy1", () -> is("busy1", "\"readers\":0"));
        until("busy1 rests", () -> is("busy1", "\"streaming\":false"));
        until("its sampling loop's thread is gone", () -> !threads().contains("busy1"));
        List<String> threads = threads();
        assertThat(threads.stream().filter(name -> name.equals("device-busy1"))).hasSize(1);
        assertThat(threads.stream().filter(name -> name.startsWith("sse-writer-")))
                .hasSize(1);
    }

    private static List<String> threads() throws Exception {
        List<String> names = new ArrayList<>();
        Matcher name = Pattern.compile("(?m)^\"([^\"]+)\"").matcher(product.jcmd("Thread.print"));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    @Test
    void aClientThatComesBackGetsWhatItMissed() throws Exception {
        Config.device(home, "Detector", "back1", "stream.rate=100", "device.autostart=true");
        until("back1 streams", () -> knows("back1") && is("back1", "\"streaming\":true"));
        long last;
        try (SseClient client = SseClient.open(product.url("/stream/devices/back1"))) {
            client.awaitData(0, 20);
            last = client.data().get(10).sequence();
        }
        try (SseClient again = SseClient.open(product.url("/stream/devices/back1"), OptionalLong.of(last))) {
            again.awaitData(0, 30);
            assertThat(again.data().get(0).sequence()).isEqualTo(last + 1);
            assertThat(again.events()).noneMatch(event -> event.name().equals("gap"));
        }
        try (SseClient byQuery = SseClient.open(product.url("/stream/devices/back1?lastEventId=" + last))) {
            byQuery.awaitData(0, 1);
            assertThat(byQuery.data().get(0).sequence()).isEqualTo(last + 1);
        }
    }

    @Test
    void aPortInUseIsOnePlainSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            RunningProduct second = RunningProduct.launch(
                    RunningProduct.CHECKOUT,
                    taken.getLocalPort(),
                    Map.of("JACKFIELD_PRODUCT", RunningProduct.PRODUCT.toString()),
                    "--home",
                    home.resolveSibling("other").toString());
            assertThat(second.awaitExit()).isNotZero();
            assertThat(second.output()).hasSize(1).first().asString().contains(String.valueOf(taken.getLocalPort()));
        }
    }
}
