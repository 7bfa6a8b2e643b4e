// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jackfield.stream.Frame;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** A recording in a file, one line of JSON a sample, as it was on the wire. */
final class FileRecording implements Recording {
    private final Path file;
    private final OutputStream out;
    private long bytes;

    FileRecording(Path file) throws IOException {
        this.file = file;
        // Not a channel's stream: a cancellation interrupts, and that would close it before its last line is written.
        this.out = new BufferedOutputStream(new FileOutputStream(file.toFile()), 64 * 1024);
    }

    @Override
    public void add(TaskContext context, Frame frame) throws IOException {
        out.write(Samples.bytes(frame));
        out.write('\n');
        bytes += frame.length() + 1L;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void tell(Map<String, @Nullable Object> result) {
        result.put("file", ResultFiles.name(file));
        result.put("bytes", bytes);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
