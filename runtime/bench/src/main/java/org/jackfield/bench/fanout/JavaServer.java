// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jackfield.bench.Jcmd;
import org.jackfield.bench.Processes;

/** A peer that is a Java program of the bench's own, run as the product is. */
final class JavaServer implements Server {
    private final String name;
    private final String path;
    private final Control control;
    private final Process process;
    private final int port;

    private JavaServer(String name, String path, Control control, Process process, int port) {
        this.name = name;
        this.path = path;
        this.control = control;
        this.process = process;
        this.port = port;
    }

    static JavaServer start(String name, Class<?> main, String path) throws Exception {
        Control control = new Control();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xms32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        String.valueOf(control.port())))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new JavaServer(name, path, control, process, control.await());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void rate(long eventsPerSecond) throws Exception {
        control.rate(eventsPerSecond);
    }

    @Override
    public void tidy() throws Exception {
        Jcmd.ask(pid(), "GC.run");
    }

    @Override
    public void close() throws IOException {
        control.close();
        Processes.end(process);
    }
}
