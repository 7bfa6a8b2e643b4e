// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The exported product in a process of its own, with a home that goes with it. */
final class Product implements AutoCloseable {
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
            until(device + " is connected", () -> product.device(device).contains("\"connected\":true"));
            return product;
        } catch (AssertionError e) {
            String said = Files.readString(home.resolve("output.txt"));
            product.close();
            throw new IllegalStateException("the product did not start; it said: " + said, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    Path home() {
        return home;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** The driver that came with it. */
    Path driver() {
        return home.resolve("drivers").resolve("org.jackfield.driver.simulated.jar");
    }

    /** Puts it into the folder in one step. */
    void drop(Path jar, Path target) throws IOException {
        Path hidden = target.resolveSibling(".incoming");
        Files.copy(jar, hidden, StandardCopyOption.REPLACE_EXISTING);
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What it says of a device; empty while there is nothing to say. */
    String device(String id) throws InterruptedException {
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
        String[] line = new String[command.length + 2];
        line[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        line[1] = String.valueOf(pid());
        System.arraycopy(command, 0, line, 2, command.length);
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd failed: " + answer);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
