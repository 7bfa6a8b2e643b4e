// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks into a JAR before the framework does. Every entry is unpacked once, into nothing: declared sizes
 * can lie, and a damaged entry should not be found out when its class is first needed.
 */
final class JarInspection {
    private final Limits limits;
    private final byte[] buffer = new byte[1 << 16];
    private long unpacked;

    private JarInspection(Limits limits) {
        this.limits = limits;
    }

    /** Throws {@link RejectedJarException} with the reason if it cannot be a driver. */
    static DriverManifest inspect(Path jar, Limits limits) throws IOException {
        long size = Files.size(jar);
        if (size > limits.jarBytes()) {
            throw refused("has " + size + " bytes, at most " + limits.jarBytes() + " are taken");
        }
        return new JarInspection(limits).inspect(jar);
    }

    private DriverManifest inspect(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.size() > limits.entries()) {
                throw refused("has " + zip.size() + " entries, at most " + limits.entries() + " are taken");
            }
            for (ZipEntry entry : zip.stream().toList()) {
                checkName(entry.getName());
                checkContent(zip, entry);
            }
            ZipEntry manifest = zip.getEntry(JarFile.MANIFEST_NAME);
            if (manifest == null) {
                throw refused("has no " + JarFile.MANIFEST_NAME);
            }
            try (InputStream in = zip.getInputStream(manifest)) {
                return DriverManifest.of(new Manifest(in).getMainAttributes());
            }
        }
    }

    private static void checkName(String name) {
        if (name.startsWith("/")
                || name.contains("\\")
                || List.of(name.split("/")).contains("..")) {
            throw refused("has an entry that points out of it: '" + name + "'");
        }
    }

    private void checkContent(ZipFile zip, ZipEntry entry) {
        CRC32 crc = new CRC32();
        long before = unpacked;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                unpacked += n;
                if (unpacked > limits.unpackedBytes()) {
                    throw refused("unpacks to more than " + limits.unpackedBytes() + " bytes");
                }
                crc.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw refused("is damaged at entry '" + entry.getName() + "': " + e.getMessage());
        }
        // The framework reserves memory for what is declared.
        if (unpacked - before != entry.getSize()) {
            throw refused("is damaged: entry '" + entry.getName() + "' is said to have " + entry.getSize()
                    + " bytes and has " + (unpacked - before));
        }
        if (crc.getValue() != entry.getCrc()) {
            throw refused("is damaged: the checksum of entry '" + entry.getName() + "' is wrong");
        }
    }

    /** What people are told of an archive whose table of contents makes no sense. */
    static RejectedJarException unreadable(IOException e) {
        return refused("is not a readable ZIP: " + e.getMessage() + "; a copy may have broken off");
    }

    private static RejectedJarException refused(String reason) {
        return new RejectedJarException(reason, Verdict.Cure.NEW_BYTES);
    }
}
