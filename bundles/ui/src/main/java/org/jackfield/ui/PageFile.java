// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** One file of the page, held as it is sent. Immutable. */
final class PageFile {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml");

    /** Everything comes from here, so that a name or an error that smuggles markup in finds nothing to run it. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none';" + " frame-ancestors 'self'";

    private final byte[] plain;
    private final byte[] zipped;
    private final String type;
    private final String tag;
    private final String caching;

    PageFile(String path, byte[] content) throws IOException {
        plain = content.clone();
        zipped = zip(content);
        type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        tag = tag(content);
        // The names of assets hold a digest of what is in them.
        caching = path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean zip = accepts(request, "Accept-Encoding", "gzip") && zipped.length < plain.length;
        response.setHeader("Cache-Control", caching);
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept, Accept-Encoding");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (accepts(request, "If-None-Match", tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = zip ? zipped : plain;
        if (zip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean accepts(HttpServletRequest request, String header, String value) {
        String given = request.getHeader(header);
        return given != null
                && Arrays.stream(given.split(",", -1))
                        .anyMatch(one -> one.strip().equals(value));
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            // Weak, because the zipped form has other bytes.
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
