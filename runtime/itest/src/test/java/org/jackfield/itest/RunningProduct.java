// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product in a process of its own, started by its script as its user would. */
final class RunningProduct implements AutoCloseable {
    static final Path CHECKOUT = Path.of(System.getProperty("jackfield.checkout"));
    static final Path PRODUCT = Path.of(System.getProperty("jackfield.product"));

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final List<String> output = new ArrayList<>();
    private boolean outputEnded;
    private Optional<Path> home = Optional.empty();

    private RunningProduct(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread reader = new Thread(this::read, "product-output");
        reader.setDaemon(true);
        reader.start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts the script of a checkout and does not wait for anything. */
    static RunningProduct launch(Path checkout, int port, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(checkout.resolve("runtime").resolve("jackfield").toString(), "--port", String.valueOf(port)));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        return new RunningProduct(builder.start(), port);
    }

    /** Starts what the build has made, and returns when it is ready. */
    static RunningProduct start(Path home, int port) throws IOException, InterruptedException {
        return start(home, port, "");
    }

    /** The same with more options for its virtual machine. */
    static RunningProduct start(Path home, int port, String options) throws IOException, InterruptedException {
        KeptClasses.lay(home);
        RunningProduct product = launch(
                CHECKOUT,
                port,
                Map.of("JACKFIELD_PRODUCT", PRODUCT.toString(), "JACKFIELD_JAVA_OPTS", options),
                "--home",
                home.toString());
        product.home = Optional.of(home);
        product.awaitReady(60);
        return product;
    }

    void awaitReady(int seconds) throws InterruptedException {
        awaitLine("Jackfield is ready", seconds);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("the output broke off: " + e);
        }
        synchronized (this) {
            outputEnded = true;
            notifyAll();
        }
    }

    private synchronized void add(String line) {
        output.add(line);
        notifyAll();
    }

    synchronized List<String> output() {
        return List.copyOf(output);
    }

    synchronized void awaitLine(String part, int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (output.stream().noneMatch(line -> line.contains(part))) {
            long left = end - System.nanoTime();
            if (outputEnded || left <= 0) {
                throw new AssertionError("no line with '" + part + "' in " + String.join("\n", output));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** What its virtual machine answers to a diagnostic command. */
    String jcmd(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid())));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new AssertionError(String.join(" ", line) + " failed: " + text);
        }
        return text;
    }

    /** As Ctrl-C does. */
    int stop() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the product has not ended; it said " + String.join("\n", output()));
        }
        awaitEndOfOutput();
        return process.exitValue();
    }

    /** Which others who have inherited it may hold open. */
    private synchronized void awaitEndOfOutput() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (long left = 1; !outputEnded && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path));
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** Waits until a driver serves the device, which is known by its configuration before. */
    void awaitDevice(String id) throws Exception {
        until(id + " is connected", () -> {
            HttpResponse<String> device = send(request("/devices/" + id));
            return device.statusCode() == 200 && device.body().contains("\"connected\":true");
        });
    }

    /** The password that the first start has shown. */
    String shownPassword() {
        Matcher password = Pattern.compile("Password\\s+(\\S+)").matcher(String.join("\n", output()));
        if (!password.find()) {
            throw new AssertionError("no password in " + String.join("\n", output()));
        }
        return password.group(1);
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (home.isPresent()) {
                KeptClasses.take(home.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
