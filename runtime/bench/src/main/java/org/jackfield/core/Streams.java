// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jackfield.stream.DeviceState;

/** Hubs as the product has them, with their numbers in a file that goes with the process. */
final class Streams {
    private static final int RING_FRAMES = 65_536;
    private static final long RING_BYTES = 16L << 20;
    private static final int SAMPLE_BYTES = 4 << 20;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int BLOCK = 1_000_000;

    private Streams() {}

    static DeviceHub hub() throws IOException {
        Path file = Files.createTempFile("jackfield-bench", ".sequence");
        file.toFile().deleteOnExit();
        Files.writeString(file, "0");
        Positions positions =
                Positions.open(file.resolveSibling(file.getFileName() + ".positions"), Runnable::run, CLOCK);
        DeviceHub hub = new DeviceHub(
                "bench",
                new DeviceHub.Limits(RING_FRAMES, RING_BYTES, SAMPLE_BYTES),
                () -> SequenceNumbers.open(file, BLOCK, Runnable::run),
                positions,
                positions.first(),
                CLOCK);
        hub.open();
        hub.status(DeviceState.STREAMING, Optional.empty(), Optional.empty());
        return hub;
    }
}
