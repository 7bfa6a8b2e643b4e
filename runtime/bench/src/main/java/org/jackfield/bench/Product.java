// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The exported product in a process of its own, with a home that goes with it. */
public final class Product implements AutoCloseable {
    private static final Path CHECKOUT =
            Path.of(System.getProperty("jackfield.checkout", ".")).toAbsolutePath();
    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path home;
    private final int port;

    private Product(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /** Starts it with these files in {@code config/} and returns when the device is there. */
    static Product start(String device, Map<String, String> config) throws Exception {
        return start(config, product -> product.device(device).contains("\"connected\":true"));
    }

    /** Starts it with these files in {@code config/} and returns when it answers. */
    public static Product start(Map<String, String> config) throws Exception {
        return start(config, product -> product.get("/health").isPresent());
    }

    private static Product start(Map<String, String> config, Readiness readiness) throws Exception {
        Path home = Files.createTempDirectory("jackfield-bench");
        Files.createDirectories(home.resolve("config"));
        for (Map.Entry<String, String> file : config.entrySet()) {
            Files.writeString(home.resolve("config").resolve(file.getKey()), file.getValue());
        }
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                CHECKOUT.resolve("runtime/jackfield").toString(),
                "--no-build",
                "--port",
                String.valueOf(port),
                "--home",
                home.toString()));
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("output.txt").toFile());
        Product product = new Product(builder.start(), home, port);
        try {
            until("the product is ready", () -> readiness.of(product));
            return product;
        } catch (AssertionError e) {
            String said = Files.readString(home.resolve("output.txt"));
            product.close();
            throw new IllegalStateException("the product did not start; it said: " + said, e);
        }
    }

    /** Whether it can be measured. */
    @FunctionalInterface
    private interface Readiness {
        boolean of(Product product) throws Exception;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it is so. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Where it keeps everything of its own. */
    public Path home() {
        return home;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** The driver that came with it. */
    public Path driver() {
        return home.resolve("drivers").resolve("org.jackfield.driver.simulated.jar");
    }

    /** Puts it into the folder in one step. */
    public void drop(Path jar, Path target) throws IOException {
        Path hidden = target.resolveSibling(".incoming");
        Files.copy(jar, hidden, StandardCopyOption.REPLACE_EXISTING);
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What it says of a device; empty while there is nothing to say. */
    public String device(String id) throws InterruptedException {
        return get("/devices/" + id).orElse("");
    }

    Optional<String> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is about to start
        }
    }

    String log() throws IOException {
        return Files.readString(home.resolve("log").resolve("jackfield.log"));
    }

    /** What {@code jcmd} answers of it. */
    String ask(String... command) throws IOException, InterruptedException {
        return Jcmd.ask(pid(), command);
    }

    @Override
    public void close() throws IOException {
        Processes.end(process);
        Folders.delete(home);
    }
}
