// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streams of a running product in all the forms in which they are served. */
class DeliveryIT {
    private static final String NEXT = "9.0.0";
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    @TempDir
    static Path home;

    private static RunningProduct product;

    @BeforeAll
    static void start() throws Exception {
        for (String id : List.of("lab1-a", "lab1-b")) {
            configure(id);
        }
        product = RunningProduct.start(home, RunningProduct.freePort());
        for (String id : List.of("lab1-a", "lab1-b")) {
            product.awaitDevice(id);
        }
    }

    private static void configure(String id) throws Exception {
        Config.device(home, "Detector", id, "stream.rate=100", "device.autostart=true");
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void linesOfJsonCarryEveryNumber() throws Exception {
        try (Stream<String> lines = lines("/stream/devices/lab1-a?format=ndjson")) {
            long[] numbers = lines.flatMapToLong(DeliveryIT::sequence).limit(50).toArray();
            assertThat(numbers)
                    .isEqualTo(LongStream.range(numbers[0], numbers[0] + 50).toArray());
        }
    }

    @Test
    void aViewGivesLessAndKeepsTheNumbers() throws Exception {
        try (Stream<String> lines = lines("/stream/devices/lab1-a?format=ndjson&every=10")) {
            long[] numbers = lines.peek(line -> assertThat(line).doesNotContain("gap"))
                    .flatMapToLong(DeliveryIT::sequence)
                    .limit(5)
                    .toArray();
            assertThat(numbers)
                    .isEqualTo(
                            LongStream.range(0, 5).map(i -> numbers[0] + 10 * i).toArray());
        }
    }

    @Test
    void whoeverReadsManyAndComesBackMissesNothingOfAnyOfThem() throws Exception {
        long last = 0;
        long[] next = new long[2];
        try (SseClient client = SseClient.open(product.url("/stream/devices?match=lab1-*"))) {
            for (String id : List.of("lab1-a", "lab1-b")) {
                client.await(0, "data of " + id, event -> event.data().contains(id + "\",\"sequence\""));
            }
            client.awaitData(client.events().size(), 20);
            for (SseClient.Event event : client.data()) {
                last = Long.parseLong(event.id());
                next[device(event)] = sequence(event) + 1;
            }
        }
        try (SseClient client = SseClient.open(product.url("/stream/devices?match=lab1-*"), OptionalLong.of(last))) {
            client.awaitData(0, 100);
            for (SseClient.Event event : client.data()) {
                assertThat(sequence(event)).isEqualTo(next[device(event)]++);
            }
            assertThat(client.events()).noneMatch(event -> event.name().equals("gap"));
        }
    }

    @Test
    void whoeverReadsManyReadsOnWhileTheirDriverIsReplaced() throws Exception {
        try (SseClient client = SseClient.open(product.url("/stream/devices?match=lab1-*"))) {
            client.awaitData(0, 20);
            int before = client.events().size();
            DriverJars.drop(
                    DriverJars.version(DriverJars.shipped(RunningProduct.PRODUCT), NEXT, home.resolve("next.jar")),
                    home.resolve("drivers"));
            for (String device : List.of("lab1-a", "lab1-b")) {
                int taken = client.await(
                        before,
                        "status of " + device + " under " + NEXT,
                        event -> event.data().contains("\"device_id\":\"" + device + "\"")
                                && event.data().contains("\"version\":\"" + NEXT + "\"")
                                && event.data().contains("\"state\":\"streaming\""));
                client.await(
                        taken, "data", event -> event.data().contains("\"device_id\":\"" + device + "\",\"sequence\""));
            }
            long[] next = {-1, -1};
            for (SseClient.Event event : client.data()) {
                int device = device(event);
                assertThat(sequence(event)).isEqualTo(next[device] < 0 ? sequence(event) : next[device]);
                next[device] = sequence(event) + 1;
            }
            assertThat(client.events()).noneMatch(event -> event.name().equals("gap"));
            assertThat(client.hasEnded()).isFalse();
        }
    }

    /** Of its device; the id is the frame's place among all devices' frames. */
    private static long sequence(SseClient.Event event) {
        return sequence(event.data()).findFirst().orElseThrow();
    }

    private static int device(SseClient.Event event) {
        return event.data().contains("\"device_id\":\"lab1-a\"") ? 0 : 1;
    }

    @Test
    void devicesJoinAndAreAddedWhileTheConnectionStays() throws Exception {
        try (SseClient client = SseClient.open(product.url("/stream/devices?ids=late1"))) {
            client.await(0, "its name", event -> event.name().equals("connection"));
            configure("late1");
            client.await(0, "late1", event -> event.data().contains("\"device_id\":\"late1\",\"sequence\""));
            Matcher name = Pattern.compile("\"connection\":\"(\\w+)\"")
                    .matcher(client.events().get(0).data());
            assertThat(name.find()).isTrue();
            HttpResponse<String> changed = product.send(product.request("/stream/connections/" + name.group(1))
                    .POST(BodyPublishers.ofString("{\"add\":[\"lab1-b\"]}")));
            assertThat(changed.body()).contains("\"devices\":[\"lab1-b\",\"late1\"]");
            client.await(0, "lab1-b", event -> event.data().contains("\"device_id\":\"lab1-b\",\"sequence\""));
        }
    }

    @Test
    void aWebSocketCarriesOneDeviceOrManyAsTheClientSays() throws Exception {
        BlockingQueue<String> one = new LinkedBlockingQueue<>();
        BlockingQueue<String> many = new LinkedBlockingQueue<>();
        WebSocket first = socket("/ws/devices/lab1-a", one);
        WebSocket second = socket("/ws/devices", many);
        second.sendText("{\"type\":\"subscribe\",\"devices\":[\"lab1-*\"],\"view\":{\"every\":2}}", true)
                .get(10, TimeUnit.SECONDS);
        await(one, "\"sequence\":");
        await(many, "\"type\":\"subscribed\"");
        await(many, "\"device_id\":\"lab1-b\",\"sequence\"");
        second.sendText("nonsense", true).get(10, TimeUnit.SECONDS);
        await(many, "\"type\":\"error\"");
        await(many, "\"device_id\":\"lab1-a\",\"sequence\"");
        first.abort();
        second.abort();
    }

    private static WebSocket socket(String path, BlockingQueue<String> messages) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + product.port() + path), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        messages.add(data.toString());
                        socket.request(1);
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    private static void await(BlockingQueue<String> messages, String part) throws InterruptedException {
        for (String message = messages.poll(20, TimeUnit.SECONDS);
                message == null || !message.contains(part);
                message = messages.poll(20, TimeUnit.SECONDS)) {
            assertThat(message).as("a message with " + part).isNotNull();
        }
    }

    private static Stream<String> lines(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(product.request(path).build(), BodyHandlers.ofLines())
                .body();
    }

    private static LongStream sequence(String line) {
        Matcher sequence = SEQUENCE.matcher(line);
        return sequence.find() ? LongStream.of(Long.parseLong(sequence.group(1))) : LongStream.empty();
    }
}
