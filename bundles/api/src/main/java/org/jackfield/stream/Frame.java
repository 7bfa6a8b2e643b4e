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

    /** The sample's number; of other kinds, the number that the next sample has. */
    long sequence();

    /** How many bytes of JSON it has. */
    int length();

    /** Copies its JSON, UTF-8, to {@code target} from {@code offset} on. */
    void copyTo(byte[] target, int offset);
}
