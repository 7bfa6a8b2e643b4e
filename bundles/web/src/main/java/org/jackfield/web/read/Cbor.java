// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON said in CBOR. */
public final class Cbor {
    private static final JsonFactory JSON = new JsonFactory();
    private static final CBORFactory CBOR = new CBORFactory();

    private Cbor() {}

    /** The same in CBOR. */
    public static byte[] of(byte[] json) {
        return of(json, 0, json.length);
    }

    /** A part of it. */
    public static byte[] of(byte[] json, int offset, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        try (JsonParser from = JSON.createParser(json, offset, length);
                CBORGenerator to = CBOR.createGenerator(out)) {
            from.nextToken();
            to.copyCurrentStructure(from);
        } catch (IOException e) {
            throw new UncheckedIOException("a frame must be JSON", e);
        }
        return out.toByteArray();
    }
}
