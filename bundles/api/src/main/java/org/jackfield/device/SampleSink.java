// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a driver puts what it measured.
 *
 * <p>A payload is a number, text, a boolean, an {@link Instant}, an array of primitives, or a list or a
 * map with text keys of these; {@code byte[]} travels as base64, a number that is not finite as
 * {@code null}. It is encoded before {@code accept} returns, so an array can be used again for the next
 * sample. An object of any other class is refused: it would carry the driver's class loader into caches
 * that outlive the driver.
 *
 * <p>All methods may be called from any thread, return without waiting for any reader, and throw nothing. A
 * sample that is refused (its type, its size) is counted and reported on the device; the stream goes on.
 */
@ProviderType
public interface SampleSink {
    /** Takes a sample measured now. */
    void accept(Object payload);

    /** Takes a sample measured at a time that the instrument knows better. */
    void accept(Instant time, Object payload);

    /**
     * Says that the stream has broken and no more samples will come by themselves. The platform then stops,
     * disconnects and, after a pause, connects and starts the device again.
     */
    void failed(Throwable cause);
}
