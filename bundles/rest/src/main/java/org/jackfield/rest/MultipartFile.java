// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The one file of a form, read while it arrives. Used by one thread.
 *
 * <p>The servlet container could take forms apart as well, but not before it has all of it in a folder of its
 * own, of a size that is fixed when this is compiled, whoever sent it.
 */
final class MultipartFile extends InputStream {
    private static final int MAX_HEAD = 8_192;
    private static final Pattern FILE_NAME = Pattern.compile(
            "^content-disposition:[^\r\n]*?;\\s*filename=(?:\"([^\"\r\n]*)\"|([^\";\\s]+))",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final InputStream body;
    private final byte[] delimiter;
    private final String name;

    // buffer[position..contentEnd) is content, what follows up to limit has not been looked at
    private final byte[] buffer = new byte[16_384];
    private int position;
    private int contentEnd;
    private int limit;
    private boolean ended;

    /**
     * Reads as far as the file's first byte.
     *
     * @param boundary as the content type names it
     */
    MultipartFile(InputStream body, @Nullable String boundary) throws IOException {
        if (boundary == null || boundary.isEmpty() || boundary.length() > 200) {
            throw malformed("the content type names no boundary");
        }
        this.body = body;
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first boundary may be the first line; every other has the end of a line before it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
        name = nextFile()
                .orElseThrow(() -> new Refusal(
                        400, "InvalidRequest", "expected a file in the form, as curl -F file=@my.jar sends it"));
    }

    /** What the client calls it, without folders. */
    String name() {
        return name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || !hasContent()) {
            end();
            return -1;
        }
        int count = Math.min(length, contentEnd - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    /** The file is whole only if the form is, and what follows it must not be another that nobody would see. */
    private void end() throws IOException {
        if (!ended && nextFile().isPresent()) {
            throw new Refusal(400, "InvalidRequest", "expected one file, the form holds more; send them one by one");
        }
        ended = true;
    }

    private Optional<String> nextFile() throws IOException {
        while (true) {
            while (hasContent()) {
                position = contentEnd;
            }
            position += delimiter.length;
            contentEnd = position;
            if (isLastBoundary()) {
                return Optional.empty();
            }
            Optional<String> file = fileName(head());
            if (file.isPresent()) {
                return file;
            }
        }
    }

    /** Whether there are bytes before the next boundary; if not, that is where we are. */
    private boolean hasContent() throws IOException {
        while (position == contentEnd) {
            if (limit - position >= delimiter.length) {
                contentEnd = contentEnd();
                return contentEnd > position;
            }
            fill();
        }
        return true;
    }

    /** Where the next boundary is, or could begin. */
    private int contentEnd() {
        int last = limit - delimiter.length;
        for (int i = position; i <= last; i++) {
            if (isDelimiter(i)) {
                return i;
            }
        }
        return last + 1;
    }

    private boolean isDelimiter(int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Called where no content is known, so that nothing is lost by moving the rest to the front. */
    private void fill() throws IOException {
        limit -= position;
        System.arraycopy(buffer, position, buffer, 0, limit);
        position = 0;
        contentEnd = 0;
        int count = body.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            throw malformed("it ends before its last boundary");
        }
        limit += count;
    }

    private char next() throws IOException {
        while (position == limit) {
            fill();
        }
        char next = (char) (buffer[position++] & 0xff);
        contentEnd = position;
        return next;
    }

    private boolean isLastBoundary() throws IOException {
        char before = next();
        char last = next();
        if (before == '-' && last == '-') {
            return true;
        }
        while (before != '\r' || last != '\n') {
            if (before != ' ' && before != '\t') {
                throw malformed("a line that begins as the boundary does goes on otherwise");
            }
            before = last;
            last = next();
        }
        return false;
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int lineLength = 0; ; ) {
            char next = next();
            head.write(next);
            if (next == '\n' && lineLength == 0) {
                return head.toString(StandardCharsets.UTF_8);
            }
            if (next != '\r') {
                lineLength = next == '\n' ? 0 : lineLength + 1;
            }
            if (head.size() > MAX_HEAD) {
                throw malformed("a part has more than " + MAX_HEAD + " bytes of headers");
            }
        }
    }

    private static Optional<String> fileName(String head) {
        Matcher matcher = FILE_NAME.matcher(head);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String path = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.isEmpty() ? Optional.empty() : Optional.of(name); // a form without a chosen file names none
    }

    private static Refusal malformed(String what) {
        return new Refusal(400, "InvalidRequest", "expected a multipart/form-data body, but " + what);
    }
}
