// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A device that measures by itself.
 *
 * <p>Samples may be handed to the sink on any thread of the driver's own, several at once if need be. A
 * device that has to be asked for each sample composes a {@link SamplingLoop}, which brings the thread:
 *
 * <pre>{@code
 * private final SamplingLoop loop = new SamplingLoop("thermometer", this::read);
 *
 * public void startStreaming(SampleSink sink, StreamSettings settings) { loop.start(sink, settings); }
 * public void stopStreaming(Duration timeout) { loop.stop(timeout); }
 * public boolean isStreaming() { return loop.isRunning(); }
 * }</pre>
 */
@ConsumerType
public interface StreamingDevice extends Device {
    /** Service property, number: samples per second to ask for. */
    String SAMPLE_RATE = "stream.rate";

    /** Service property, whole number: frames kept for readers that come back. */
    String RING_FRAMES = "stream.ring.frames";

    /** Service property, whole number: bytes of frames kept for readers that come back. */
    String RING_BYTES = "stream.ring.bytes";

    /**
     * Begins to hand samples to the sink and returns. No effect if streaming already.
     *
     * @param sink takes samples until {@link #stopStreaming} has returned; what comes later is dropped
     * @param settings what the reader side would like; a device that cannot follow does its nearest
     */
    void startStreaming(SampleSink sink, StreamSettings settings) throws Exception;

    /**
     * Ends the stream and returns when no more samples will come. No effect if not streaming.
     *
     * @param timeout how long the caller waits before it gives this instance up
     */
    void stopStreaming(Duration timeout) throws Exception;

    /** Whether samples are to be expected. Must answer at once, from any thread. */
    boolean isStreaming();
}
