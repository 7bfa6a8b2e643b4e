// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client reads. {@link #next} and {@link #answer} are called by one thread at a time, and so is
 * {@link #close}, once, after which neither is.
 */
interface Source extends AutoCloseable {
    /** What is to be written next, or null when there is nothing yet. */
    @Nullable
    Batch next();

    /** The devices and patterns that are read; asked as {@link #next} is. */
    List<String> devices();

    /** Frames that are there and were not read yet; asked as {@link #next} is. */
    long lag();

    /** Whether nothing more will come, because the stream was stopped. */
    default boolean hasEnded() {
        return false;
    }

    /**
     * Does what the client asks for and says what it is told.
     *
     * @throws IllegalArgumentException if it cannot be done, saying why
     */
    Map<String, Object> answer(String type, JsonNode message);

    @Override
    void close();

    /** Begins to read, when the client is there. */
    interface Opening {
        Source open(Client client);
    }
}
