// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients of what never reaches a servlet the way they are told of unknown addresses, instead of with a page.
 * Such are addresses that can be read in two ways, with {@code %2F} or {@code %2E%2E} in them: whoever guards a path
 * and whoever serves it could read them differently, and no name here needs them. Stateless.
 */
final class JsonErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        byte[] body = body(code, message).getBytes(StandardCharsets.US_ASCII);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        if (code == HttpStatus.BAD_REQUEST_400
                && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
            // Jetty closes it then, but does not always say so: a client would send its next request there.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String body(int code, @Nullable String message) {
        String words = HttpStatus.getMessage(code);
        String all = message == null || message.isBlank() || message.equals(words) || code >= 500
                ? words
                : words + ": " + message;
        String quotable = all.replaceAll("[^ -~]", "?").replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"detail\":\"" + quotable + "\"}";
    }
}
