// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each task that is remembered, which a power cut leaves as it was or as it is to be. A record that cannot
 * be written is told in the log and costs the task nothing.
 */
final class RecordFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFiles.class);
    private static final String ENDING = ".json";
    private static final String FRESH = ".new";

    private final Path folder;
    private final long maxBytes;

    RecordFiles(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for tasks' records cannot be made: " + folder, e);
        }
    }

    private Path file(String taskId) {
        return folder.resolve(taskId + ENDING);
    }

    void write(TaskInfo info) {
        Path fresh = folder.resolve("." + info.taskId() + FRESH); // no task's name begins so
        try {
            write(fresh, RecordJson.write(info));
            Files.move(fresh, file(info.taskId()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.error("task {}: its record cannot be written, a restart will not know of it", info.taskId(), e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    void delete(String taskId) {
        try {
            Files.deleteIfExists(file(taskId));
        } catch (IOException e) {
            LOG.warn("task {}: its record cannot be deleted and will be there again after a restart", taskId, e);
        }
    }

    /** All that were written before, in the order of their ends; those that ran then were interrupted. */
    List<TaskInfo> load(Instant now) {
        List<TaskInfo> records = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                load(file, now).ifPresent(records::add);
            }
        } catch (IOException e) {
            LOG.error("the records of tasks in {} cannot be read", folder, e);
        }
        records.sort(Comparator.comparing(info -> info.ended().orElse(now)));
        return records;
    }

    private Optional<TaskInfo> load(Path file, Instant now) {
        String name = String.valueOf(file.getFileName());
        try {
            if (name.startsWith(".") && name.endsWith(FRESH)) {
                Files.delete(file); // a crash came between it and its move
                return Optional.empty();
            }
            return name.endsWith(ENDING) ? Optional.of(read(file, name, now)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is no task's record and is left out: {}", file, Failures.message(e));
            return Optional.empty();
        }
    }

    private TaskInfo read(Path file, String name, Instant now) throws IOException {
        long size = Files.size(file);
        if (size > maxBytes) {
            throw new IOException("a record has at most " + maxBytes + " bytes, this one has " + size);
        }
        TaskInfo info = RecordJson.read(Files.readAllBytes(file));
        if (!name.equals(info.taskId() + ENDING)) {
            throw new IOException("it says it is of the task " + info.taskId());
        }
        if (!info.state().isRunning()) {
            return info;
        }
        TaskInfo interrupted = interrupted(info, now);
        write(interrupted);
        return interrupted;
    }

    private static TaskInfo interrupted(TaskInfo info, Instant now) {
        ErrorRecord error = new ErrorRecord(
                "TaskInterrupted",
                "the process ended before the task did",
                "framework",
                now,
                Map.of("task_id", info.taskId()));
        return new TaskInfo(
                info.taskId(),
                info.type(),
                info.parameters(),
                info.devices(),
                TaskInfo.State.INTERRUPTED,
                info.progress(),
                info.text(),
                info.started(),
                Optional.of(now),
                info.result(),
                Optional.of(error));
    }
}
