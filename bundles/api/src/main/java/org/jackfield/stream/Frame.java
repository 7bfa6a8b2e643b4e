// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import org.osgi.annotation.versioning.ProviderType;

/** One event of a stream, encoded. Immutable. */
@ProviderType
public interface Frame {
    /** What happened. */
    enum Kind {
        /** A sample. */
        DATA("device_data"),
        /** The device came, went, changed hands or failed. */
        STATUS("device_status"),
        /** The device would not start to stream. */
        ERROR("stream_error"),
        /** Samples that this reader does not get. */
        GAP("gap");

        private final String eventName;

        Kind(String eventName) {
            this.eventName = eventName;
        }

        /** Its name on the wire. */
        public String eventName() {
            return eventName;
        }
    }

    Kind kind();

    /** What its event is called on the wire. */
    default String eventName() {
        return kind().eventName();
    }

    /** The sample's number; of other kinds, the number that the next sample has. */
    long sequence();

    /** Whose it is. */
    String deviceId();

    /**
     * Its place in the one order of all devices' frames, which rises over restarts too. Whoever comes back
     * with {@link StartAt#afterPosition} of it misses nothing that came behind it.
     */
    long position();

    /**
     * Where in its JSON the payload of a sample begins, which ends one byte before the JSON does; 0 for frames
     * that are no sample.
     */
    int payloadOffset();

    /** How many bytes of JSON it has. */
    int length();

    /** Copies its JSON, UTF-8, to {@code target} from {@code offset} on. */
    void copyTo(byte[] target, int offset);
}
