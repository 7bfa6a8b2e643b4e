// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.task.Task;
import org.jackfield.task.TaskCancelled;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** One recording. What it has when it is cancelled is its result all the same. Of the task's thread. */
final class CollectTask implements Task {
    private static final int MAX_GAPS_TOLD = 1000;
    /** After so long without a sample it is looked again why. */
    private static final double LOOK_SECONDS = 1;

    private final String device;
    private final double seconds;
    private final long samples;
    private final boolean toFile;
    private final long maxBytes;

    private final List<Map<String, Long>> gaps = new ArrayList<>();
    private long missed;
    private long taken;
    private long expected = -1;
    /** Whether it was waited for the latest sample in vain. */
    private boolean silent = true;

    CollectTask(String device, double seconds, long samples, boolean toFile, long maxBytes) {
        this.device = device;
        this.seconds = seconds;
        this.samples = samples;
        this.toFile = toFile;
        this.maxBytes = maxBytes;
    }

    @Override
    public Set<String> devices() {
        return Set.of(device);
    }

    @Override
    public Object run(TaskContext context) throws Exception {
        Recording recording = toFile ? new FileRecording(context.file("ndjson")) : new ListRecording();
        String ended;
        try (recording;
                FrameCursor cursor = context.read(device, StartAt.NOW)) {
            ended = record(context, cursor, recording);
        } catch (TaskCancelled e) {
            ended = "cancelled";
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("device", device);
        result.put("ended", ended);
        result.put("samples", taken);
        result.put("missed", missed);
        result.put("gaps", gaps);
        recording.tell(result);
        return result;
    }

    private String record(TaskContext context, FrameCursor cursor, Recording recording)
            throws IOException, InterruptedException {
        double begin = seconds(context.elapsed());
        while (taken < samples) {
            double left = begin + seconds - seconds(context.elapsed());
            if (left <= 0) {
                requireAny(String.format(Locale.ROOT, "no sample came within %s s", seconds) + state(context));
                return "seconds";
            }
            progress(context, seconds - left);
            Frame frame = context.await(cursor, Duration.ofNanos((long) (Math.min(left, LOOK_SECONDS) * 1e9)));
            silent = frame == null;
            if (frame == null) {
                continue;
            }
            if (recording.bytes() + frame.length() > maxBytes) {
                requireAny("max_bytes is " + maxBytes + ", the first sample alone has " + frame.length());
                return "max_bytes";
            }
            count(frame.sequence());
            recording.add(context, frame);
        }
        progress(context, seconds(context.elapsed()) - begin); // with the last one
        return "samples";
    }

    /** A recording of nothing has not succeeded. */
    private void requireAny(String why) {
        if (taken == 0) {
            throw new IllegalStateException(why);
        }
    }

    /** What keeps samples from coming, as far as it is known. */
    private String state(TaskContext context) {
        return context.device(device)
                .map(info -> "; the device is " + info.state().wireName())
                .orElse("");
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private void count(long sequence) {
        if (expected >= 0 && sequence > expected) {
            missed += sequence - expected;
            if (gaps.size() < MAX_GAPS_TOLD) {
                gaps.add(Map.of("from", expected, "to", sequence - 1));
            }
        }
        expected = sequence + 1;
        taken++;
    }

    private void progress(TaskContext context, double passed) {
        double bySamples = samples == Long.MAX_VALUE ? 0 : (double) taken / samples;
        double byTime = Double.isInfinite(seconds) ? 0 : passed / seconds;
        context.progress(
                Math.max(bySamples, byTime),
                String.format(Locale.ROOT, "%d samples%s", taken, missed == 0 ? "" : ", " + missed + " missed")
                        + (silent ? state(context) : ""));
    }
}
