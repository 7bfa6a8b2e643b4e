// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jackfield.device.Argument;
import org.jackfield.device.Command;
import org.jackfield.device.DeviceDescription;
import org.jackfield.device.SampleSink;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.jspecify.annotations.Nullable;

/** A driver that notes its calls and does in each what the test wants it to. */
final class TestDriver implements StreamingDevice {
    /** What a call does beside being noted. */
    interface Step {
        void run() throws Exception;
    }

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final Map<String, Step> steps = new ConcurrentHashMap<>();
    private volatile @Nullable DeviceDescription description =
            new DeviceDescription("Powermeter", "Vendor", "PM", List.of());
    private volatile boolean streaming;
    private volatile @Nullable SampleSink sink;

    TestDriver on(String call, Step step) {
        steps.put(call, step);
        return this;
    }

    TestDriver failing(String call, Exception failure) {
        return on(call, () -> {
            throw failure;
        });
    }

    void call(String name) throws Exception {
        calls.add(name);
        Step step = steps.get(name);
        if (step != null) {
            step.run();
        }
    }

    /** What has been set. */
    volatile double gain;

    /** The first of each scan's points. */
    final List<Integer> scanned = Collections.synchronizedList(new ArrayList<>());

    /** Which of two. */
    enum Mode {
        FAST,
        EXACT
    }

    @Command(doc = "Sets the gain.", unit = "dB", timeoutSeconds = 2)
    public double gain(@Argument(name = "db", unit = "dB", value = "3", min = 0, max = 60, doc = "how much") double db)
            throws Exception {
        call("gain");
        gain = db;
        return db;
    }

    @Command
    public Map<String, Object> scan(
            @Argument(name = "points") int[] points,
            @Argument(name = "mode", value = "FAST") Mode mode,
            @Argument(name = "label", value = "none") String label) {
        scanned.add(points[0]);
        return Map.of("points", points, "mode", mode.name(), "label", label);
    }

    @Command
    public TestDriver itself() throws Exception {
        call("itself");
        return this;
    }

    @Command
    public void take(Thread thread) {
        calls.add("take " + thread.getName());
    }

    /** Not marked. */
    public void secret() {
        calls.add("secret");
    }

    /** The sink of the latest start. */
    SampleSink sink() {
        return Optional.ofNullable(sink).orElseThrow();
    }

    void describedAs(@Nullable DeviceDescription told) {
        description = told;
    }

    void fallSilent() {
        streaming = false;
    }

    String awaitCall() throws InterruptedException {
        String call = calls.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call came");
        }
        return call;
    }

    void awaitCalls(String... expected) throws InterruptedException {
        for (String call : expected) {
            String came = awaitCall();
            if (!came.equals(call)) {
                throw new AssertionError("expected " + call + " of " + List.of(expected) + ", came " + came);
            }
        }
    }

    boolean wasCalled() {
        return !calls.isEmpty();
    }

    @Override
    @SuppressWarnings("NullAway") // a driver is compiled without it
    public DeviceDescription description() {
        return description;
    }

    @Override
    public void connect() throws Exception {
        call("connect");
    }

    @Override
    public void disconnect() throws Exception {
        call("disconnect");
    }

    @Override
    public void startStreaming(SampleSink target, StreamSettings settings) throws Exception {
        sink = target;
        call("start");
        streaming = true;
    }

    @Override
    public void stopStreaming(Duration timeout) throws Exception {
        call("stop");
        streaming = false;
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }
}
