// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.web.JsonWriter;

/** Entity tags: the same for the same content, after a restart too. Stateless. */
final class Tags {
    private static final int BYTES = 12;
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Tags() {}

    /** Without the type, which cannot be changed but is called otherwise while its driver is away. */
    static EntityTag of(DeviceConfiguration configuration) {
        return of(bytes(SORTED, configuration.parameters()));
    }

    /** An answer with its tag; without its body for those who have it already. */
    static Response tagged(Request request, Object body) {
        byte[] content = bytes(JsonWriter.MAPPER, body);
        EntityTag tag = of(content);
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return (known == null ? Response.ok(content, MediaType.APPLICATION_JSON_TYPE) : known)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static byte[] bytes(ObjectMapper mapper, Object plain) {
        try {
            return mapper.writeValueAsBytes(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected plain values: " + e.getMessage(), e);
        }
    }

    private static EntityTag of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new EntityTag(HexFormat.of().formatHex(digest, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether a tag, with its quotes, is one of those in a header; a star is any. */
    static boolean isAmong(Optional<String> tag, String header) {
        return tag.isPresent()
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(wanted -> wanted.equals("*") || wanted.equals(tag.get()));
    }
}
