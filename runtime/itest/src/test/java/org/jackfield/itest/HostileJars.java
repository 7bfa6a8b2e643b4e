// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.jackfield.itest.Hostility.note;
import static org.jackfield.itest.Hostility.runs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are damaged, absurd, or bundles that cannot be drivers, and unhappy ways of copying. */
final class HostileJars {
    private static final Map<String, String> SOUND = Map.of(
            "Manifest-Version", "1.0",
            "Bundle-ManifestVersion", "2",
            "Bundle-Version", "1.0.0");

    private final byte[] shipped;
    private final byte[] sound;
    private final byte[] driverClass;
    private final Random random;
    private final List<Hostility> all = new ArrayList<>();

    private HostileJars(byte[] shipped, byte[] sound, byte[] driverClass, Random random) {
        this.shipped = shipped;
        this.sound = sound;
        this.driverClass = driverClass;
        this.random = random;
    }

    /**
     * All of them.
     *
     * @param shipped the driver that runs while they are dropped
     * @param sound a driver that could run
     * @param driverClass a class file, of the package {@code hostile.activatorthrows}
     */
    static List<Hostility> build(Path shipped, Path sound, Path driverClass, Random random) throws IOException {
        HostileJars jars = new HostileJars(
                Files.readAllBytes(shipped), Files.readAllBytes(sound), Files.readAllBytes(driverClass), random);
        jars.damaged();
        jars.absurd();
        jars.manifests();
        jars.unresolvable();
        jars.ways(shipped);
        return jars.all;
    }

    private void damaged() {
        for (int tenth = 1; tenth <= 9; tenth++) {
            file("truncated" + tenth, Arrays.copyOf(shipped, shipped.length * tenth / 10), "read|complete|copied");
        }
        byte[] garbage = new byte[50_000];
        random.nextBytes(garbage);
        file("garbage", garbage, "read|complete");
        file("empty", new byte[0], "read|empty|complete");
        byte[] flipped = sound.clone();
        for (int i = 200; i < 400; i++) {
            flipped[i] ^= 0x55;
        }
        file("flipped", flipped, "damaged|read|checksum");
        file("text", "this is no archive\n".getBytes(StandardCharsets.UTF_8), "read|complete");
    }

    private void absurd() throws IOException {
        file("bomb", zip(out -> giant(out)), "unpack");
        file("entries", zip(HostileJars::manyEntries), "entries");
        file("pathup", zip(out -> entry(out, "../../../evil.class", new byte[10])), "out of it|path");
        file("pathroot", zip(out -> entry(out, "/etc/evil", new byte[10])), "out of it|path");
        file("pathback", zip(out -> entry(out, "..\\evil.class", new byte[10])), "out of it|path");
        // Whoever believes it reserves two gigabytes for a manifest, and the virtual machine stands still meanwhile.
        file("lies", sizeLied(bundle("lies", "Bundle-Name", "lies")), "bytes");
        all.add(new Hostility(
                "large",
                drivers -> {
                    try (RandomAccessFile file =
                            new RandomAccessFile(drivers.resolve("large.jar").toFile(), "rw")) {
                        file.write(sound);
                        file.setLength(200L << 20);
                        file.seek(file.length() - sound.length);
                        file.write(sound); // the table of contents comes last: with this it is a ZIP file
                    }
                },
                note("bytes|read")));
    }

    private void manifests() throws IOException {
        file("nomanifest", zip(out -> entry(out, "readme.txt", new byte[10])), "MANIFEST");
        file("plain", manifest("Manifest-Version", "1.0"), "Bundle-ManifestVersion");
        file("brokenmanifest", zip(out -> entry(out, "META-INF/MANIFEST.MF", new byte[300])), "manifest|read");
        file("noname", bundle("noname", "Bundle-SymbolicName", ""), "SymbolicName");
        file("badversion", bundle("badversion", "Bundle-Version", "one.two"), "Bundle-Version");
        file("fragment", bundle("fragment", "Fragment-Host", "org.jackfield.core"), "fragment");
        file("dynamic", bundle("dynamic", "DynamicImport-Package", "*"), "DynamicImport");
        file("exports", bundle("exports", "Export-Package", "org.jackfield.device"), "export");
        file("singleton", bundle("singleton", "Bundle-SymbolicName", "hostile.singleton;singleton:=true"), "singleton");
        file("badimport", bundle("badimport", "Import-Package", "a;;=,,\"b"), "install|Import-Package|manifest");
        file("twin", shipped, "symbolic name");
    }

    private void unresolvable() throws IOException {
        file("import", bundle("import", "Import-Package", "org.nowhere"), "org\\.nowhere");
        file(
                "impossible",
                bundle("impossible", "Import-Package", "org.jackfield.device;version=\"[7,8)\""),
                "org\\.jackfield\\.device");
        file(
                "toonew",
                bundle("toonew", "Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""),
                "99");
        file("requires", bundle("requires", "Require-Bundle", "org.nowhere.bundle"), "org\\.nowhere\\.bundle");
        file("noactivator", bundle("noactivator", "Bundle-Activator", "no.such.Activator"), "no.such.Activator");
        byte[] fromTheFuture = driverClass.clone();
        fromTheFuture[7] = 120; // the class file's major version
        file(
                "newclass",
                zip(out -> {
                    entry(
                            out,
                            "META-INF/MANIFEST.MF",
                            headers(with(
                                    "newclass",
                                    Map.of(
                                            "Bundle-Activator", "hostile.activatorthrows.Driver",
                                            "Import-Package", "org.osgi.framework"))));
                    entry(out, "hostile/activatorthrows/Driver.class", fromTheFuture);
                }),
                "version|120|newer|Java");
    }

    private void ways(Path running) {
        all.add(new Hostility(
                "folder",
                drivers -> Files.createDirectories(drivers.resolve("folder.jar").resolve("inside")),
                (product, home, name) -> true));
        all.add(new Hostility(
                "dangling",
                drivers -> Files.createSymbolicLink(drivers.resolve("dangling.jar"), Path.of("nowhere.jar")),
                (product, home, name) -> true));
        all.add(new Hostility("stalled", this::copyWithAPause, runs()));
        all.add(new Hostility(
                "touched",
                drivers -> Files.setLastModifiedTime(drivers.resolve(DriverJars.NAME), FileTime.from(Instant.now())),
                (product, home, name) -> !Files.exists(Hostility.noteOf(home, DriverJars.NAME.replace(".jar", "")))));
        all.add(new Hostility(
                "rewritten",
                drivers -> Files.write(drivers.resolve(DriverJars.NAME), shipped),
                (product, home, name) -> !Files.exists(Hostility.noteOf(home, DriverJars.NAME.replace(".jar", "")))));
        all.add(new Hostility(
                "renamed",
                drivers -> DriverJars.drop(running, drivers),
                (product, home, name) -> !Files.exists(Hostility.noteOf(home, DriverJars.NAME.replace(".jar", "")))));
    }

    /** Over a network that falters half-way, on a thread of its own, since others drop meanwhile. */
    private void copyWithAPause(Path drivers) {
        Thread copier = new Thread(
                () -> {
                    try (OutputStream out = Files.newOutputStream(drivers.resolve("stalled.jar"))) {
                        out.write(sound, 0, sound.length / 2);
                        TimeUnit.SECONDS.sleep(8); // longer than any deployer's idea of a file at rest
                        out.write(sound, sound.length / 2, sound.length - sound.length / 2);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "slow-copy");
        copier.setDaemon(true);
        copier.start();
    }

    private void file(String name, byte[] bytes, String words) {
        all.add(new Hostility(name, drivers -> Files.write(drivers.resolve(name + ".jar"), bytes), note(words)));
    }

    @FunctionalInterface
    private interface Content {
        void into(ZipOutputStream out) throws IOException;
    }

    private static byte[] zip(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            content.into(out);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static void giant(ZipOutputStream out) throws IOException {
        out.setLevel(Deflater.BEST_SPEED);
        out.putNextEntry(new ZipEntry("zeros"));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 1024; i++) {
            out.write(zeros);
        }
        out.closeEntry();
    }

    private static void manyEntries(ZipOutputStream out) throws IOException {
        for (int i = 0; i < 25_000; i++) {
            entry(out, "e" + i, new byte[0]);
        }
    }

    /** The table of contents says that its first entry is larger than it is. */
    private static byte[] sizeLied(byte[] jar) {
        byte[] lied = jar.clone();
        int directory = lied.length - 22;
        int first =
                (lied[directory + 16] & 255) | (lied[directory + 17] & 255) << 8 | (lied[directory + 18] & 255) << 16;
        lied[first + 24] = 1;
        lied[first + 27] = 0x7f;
        return lied;
    }

    private static byte[] bundle(String name, String header, String value) throws IOException {
        return zip(out -> entry(out, "META-INF/MANIFEST.MF", headers(with(name, Map.of(header, value)))));
    }

    private static byte[] manifest(String header, String value) throws IOException {
        return zip(out -> entry(out, "META-INF/MANIFEST.MF", headers(Map.of(header, value))));
    }

    private static Map<String, String> with(String name, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(SOUND);
        all.put("Bundle-SymbolicName", "hostile." + name);
        all.putAll(headers);
        return all;
    }

    private static byte[] headers(Map<String, String> headers) {
        StringBuilder text = new StringBuilder("Manifest-Version: 1.0\n");
        headers.forEach((header, value) -> {
            if (!header.equals("Manifest-Version") && !value.isEmpty()) {
                text.append(header).append(": ").append(value).append('\n');
            }
        });
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
