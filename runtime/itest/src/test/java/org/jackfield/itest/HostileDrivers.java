// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.jackfield.itest.Hostility.log;
import static org.jackfield.itest.Hostility.note;
import static org.jackfield.itest.Hostility.runs;
import static org.jackfield.itest.Hostility.shows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Drivers that are sound bundles and misbehave once they run, each in one way, compiled from their sources. */
final class HostileDrivers {
    private static final String BLOCK = "new java.util.concurrent.CountDownLatch(1).await();";
    private static final String BLOCK_DEAF =
            "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) { } }";
    private static final String SPIN = "while (!Thread.currentThread().isInterrupted()) { }";

    /** A device that would be all right, with a place for a deed at each of its methods. */
    private static final String DEVICE =
            """
            package hostile.%1$s;

            import java.time.Duration;
            import java.util.*;
            import org.jackfield.device.*;
            import org.osgi.service.component.annotations.*;

            @Component(
                    immediate = %3$s,
                    service = {Device.class, StreamingDevice.class},
                    property = {"device.id=%2$s", "device.autostart:Boolean=true"})
            public final class Driver implements StreamingDevice {
                private volatile SampleSink sink;
                private volatile boolean stopped;
                private Thread thread;

                @Activate
                public Driver() throws Exception {
                    /*activate*/
                }

                @Deactivate
                void deactivate() throws Exception {
                    /*deactivate*/
                }

                public DeviceDescription description() {
                    /*description*/
                    return new DeviceDescription("Hostile", "", "", List.of());
                }

                public void connect() throws Exception {
                    /*connect*/
                }

                public void disconnect() throws Exception {
                    /*disconnect*/
                }

                public void startStreaming(SampleSink sink, StreamSettings settings) throws Exception {
                    this.sink = sink;
                    stopped = false;
                    /*start*/
                    thread = new Thread(this::run, "hostile-%1$s");
                    thread.setDaemon(true);
                    thread.start();
                }

                private void run() {
                    while (!stopped) {
                        try {
                            /*sample*/
                            sink.accept(1.0);
                            Thread.sleep(100);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                }

                public void stopStreaming(Duration timeout) throws Exception {
                    /*stop*/
                    stopped = true;
                }

                public boolean isStreaming() {
                    /*streaming*/
                    return thread != null && thread.isAlive();
                }
            }
            """;

    private static final String ACTIVATOR =
            """
            package hostile.%1$s;

            import org.osgi.framework.*;

            public final class Driver implements BundleActivator {
                /*body*/

                public void start(BundleContext context) throws Exception {
                    /*start*/
                }

                public void stop(BundleContext context) throws Exception {
                    /*stop*/
                }
            }
            """;

    private final Path folder;
    private final Path classes;
    private final List<Path> sources = new ArrayList<>();
    private final List<Hostility> all = new ArrayList<>();

    private HostileDrivers(Path folder) throws IOException {
        this.folder = folder;
        this.classes = Files.createDirectories(folder.resolve("classes"));
    }

    /** All of them; each one's act drops it. */
    static List<Hostility> build(Path folder) throws Exception {
        HostileDrivers drivers = new HostileDrivers(folder);
        drivers.devices();
        drivers.samples();
        drivers.leaving();
        drivers.activators();
        DriverCompiler.compile(drivers.sources, drivers.classes);
        for (Hostility hostility : drivers.all) {
            drivers.bundle(hostility.name());
        }
        return drivers.all;
    }

    /** One of those that would be devices, alone. */
    static Hostility build(Path folder, String name) throws Exception {
        HostileDrivers drivers = new HostileDrivers(folder);
        drivers.devices();
        DriverCompiler.compile(List.of(folder.resolve(name).resolve("Driver.java")), drivers.classes);
        drivers.bundle(name);
        return drivers.all.stream()
                .filter(hostility -> hostility.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** Where the compiled classes are. */
    static Path driverClass(Path folder, String name) {
        return folder.resolve("classes/hostile").resolve(name).resolve("Driver.class");
    }

    private void devices() throws IOException {
        hostile("activatethrows", "activate", "throw new IllegalStateException(\"not today\");", "not today");
        hostile("activateblocks", "activate", BLOCK, "activate took longer than");
        hostile("activatedeaf", "activate", BLOCK_DEAF, "activate has not returned");
        hostile("descriptionnull", "description", "if (!stopped) { return null; }", "must not answer null");
        hostile("connectthrows", "connect", "throw new java.io.IOException(\"no such port\");", "no such port");
        hostile("connecterror", "connect", "connect();", "StackOverflowError");
        hostile("connectblocks", "connect", BLOCK, "connect took longer than");
        hostile("connectdeaf", "connect", BLOCK_DEAF, "connect has not returned");
        hostile("connectspins", "connect", SPIN, "connect took longer than");
        hostile(
                "messagethrows",
                "connect",
                "throw new RuntimeException() {"
                        + " public String getMessage() { throw new IllegalStateException(\"even this\"); } };",
                "hostile\\.messagethrows\\.Driver");
        hostile("startthrows", "start", "throw new IllegalStateException(\"no trigger\");", "no trigger");
        hostile("startblocks", "start", BLOCK, "startStreaming took longer than");
        hostile("streamingthrows", "streaming", "if (thread != null) { int broken = 1 / 0; }", "by zero");
        hostile("fails", "sample", "sink.failed(new java.io.IOException(\"cable out\"));", "cable out");
        device("interrupts", "start", "Thread.currentThread().interrupt();", shows("\"streaming\":true"));
        device("badid", "../../etc/passwd", "sample", "", log("refused: .*etc/passwd"));
        device("claimsgood", "good", "sample", "", shows("good", "hostile\\.claimsgood.* claims it too"));
    }

    private void samples() throws IOException {
        hostile("flood", "sample", "while (!stopped) { sink.accept(1.0); }", "more than 100000 samples");
        hostile("enormous", "sample", "sink.accept(new byte[20_000_000]);", "at most \\d+ bytes");
        hostile("cyclic", "sample", "List<Object> all = new ArrayList<>(); all.add(all); sink.accept(all);", "nested");
        hostile("owntype", "sample", "sink.accept(this);", "a payload is");
        hostile("nothing", "sample", "sink.accept(null);", "this one is null");
        hostile(
                "endless",
                "sample",
                "sink.accept(new AbstractList<Object>() { public int size() { return 9; }"
                        + " public Object get(int i) { return 1; } public Iterator<Object> iterator() {"
                        + " return java.util.stream.Stream.<Object>generate(() -> 1).iterator(); } });",
                "at most \\d+ bytes");
        hostile(
                "outofmemory",
                "sample",
                "if (!stopped) { throw new OutOfMemoryError(\"feigned\"); }",
                "without a word");
    }

    private void leaving() throws IOException {
        String thread = "new Thread(() -> { while (true) {"
                + " try { Thread.sleep(100); sink.accept(2.0); } catch (InterruptedException e) { } } },"
                + " \"hostile-left\") {{ setDaemon(true); }}.start();";
        device("afterstop", "stop", thread, runs(), "afterstop: a sample came after");
        device("stopthrows", "stop", "throw new IllegalStateException(\"cannot stop\");", runs(), "cannot stop");
        device("stopblocks", "stop", BLOCK, runs(), "stopblocks.*\\n.*stopStreaming took longer|stopStreaming took");
        device("stopdeaf", "stop", BLOCK_DEAF, runs(), "stopdeaf: .* given up");
        device("disconnectthrows", "disconnect", "throw new Error(\"stuck relay\");", runs(), "stuck relay");
        device("disconnectblocks", "disconnect", BLOCK, runs(), "disconnect took longer");
        device("disconnectdeaf", "disconnect", BLOCK_DEAF, runs(), "disconnectdeaf: .* given up");
        device("deactivatethrows", "deactivate", "throw new IllegalStateException(\"clinging\");", runs(), "clinging");
        device("deactivateblocks", "deactivate", BLOCK, runs(), "");
        device("hooks", "connect", "Runtime.getRuntime().addShutdownHook(new Thread(() -> { }));", runs(), "");
        device(
                "leavestimer",
                "connect",
                "new java.util.Timer(true).schedule(new TimerTask() { public void run() { stopped = stopped; } }, 0, 9);",
                runs(),
                "");
    }

    private void activators() throws IOException {
        activator("activatorthrows", "start", "throw new IllegalStateException(\"no licence\");", note("no licence"));
        activator("activatorerror", "body", "static { if (true) { throw new Error(\"static\"); } }", note("static"));
        activator("activatorblocks", "start", BLOCK, note("not start in time"));
        activator("activatordeaf", "start", BLOCK_DEAF, note("not start in time"));
        activator("activatorspins", "start", SPIN, note("not start in time"));
        activator("activatorleaves", "start", "new java.util.Timer(\"hostile-activator\", true);", runs());
        activator("stopperthrows", "stop", "throw new IllegalStateException(\"will not go\");", runs());
        activator("stopperblocks", "stop", BLOCK, runs());
        source("immediateblocks", DEVICE.formatted("immediateblocks", "immediateblocks", true), "activate", BLOCK);
        all.add(new Hostility("immediateblocks", drop("immediateblocks"), note("not start in time")));
    }

    private void hostile(String name, String place, String deed, String words) throws IOException {
        device(name, place, deed, shows("\"last_error\":\\{.*" + words));
    }

    private void device(String name, String place, String deed, Hostility.Told told) throws IOException {
        device(name, name, place, deed, told);
    }

    private void device(String name, String place, String deed, Hostility.Told told, String farewell)
            throws IOException {
        source(name, DEVICE.formatted(name, name, false), place, deed);
        all.add(new Hostility(
                name,
                drop(name),
                (product, home, file) -> told.in(product, home, file)
                        && shows("streaming\":true").in(product, home, file),
                farewell));
    }

    private void device(String name, String id, String place, String deed, Hostility.Told told) throws IOException {
        source(name, DEVICE.formatted(name, id, false), place, deed);
        all.add(new Hostility(name, drop(name), told));
    }

    private void activator(String name, String place, String deed, Hostility.Told told) throws IOException {
        source(name, ACTIVATOR.formatted(name), place, deed);
        all.add(new Hostility(name, drop(name), told));
    }

    private void source(String name, String template, String place, String deed) throws IOException {
        // A statement after one that never ends does not compile.
        String reachable = place.equals("body") ? deed : "if (hashCode() != 0 || true) { " + deed + " }";
        Path source = Files.createDirectories(folder.resolve(name)).resolve("Driver.java");
        Files.writeString(source, template.replace("/*" + place + "*/", reachable));
        sources.add(source);
    }

    private void bundle(String name) throws Exception {
        boolean component =
                Files.readString(folder.resolve(name).resolve("Driver.java")).contains("@Component");
        DriverCompiler.bundle(
                "hostile." + name,
                classes,
                folder.resolve(name + ".jar"),
                component ? Map.of() : Map.of("Bundle-Activator", "hostile." + name + ".Driver"));
    }

    private Hostility.Act drop(String name) {
        return drivers -> Files.copy(folder.resolve(name + ".jar"), drivers.resolve(name + ".jar"));
    }
}
