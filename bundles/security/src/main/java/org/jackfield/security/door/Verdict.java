// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.util.Map;

/** What becomes of a visit. */
sealed interface Verdict {
    /** To be set on the response, whatever becomes of the request. */
    Map<String, String> headers();

    /** It goes on to whom it wants to see. */
    record LetIn(Map<String, String> headers) implements Verdict {
        public LetIn {
            headers = Map.copyOf(headers);
        }
    }

    /** It asked whether it may come, and may. */
    record MayCome(Map<String, String> headers) implements Verdict {
        public MayCome {
            headers = Map.copyOf(headers);
        }
    }

    /** It is turned away. */
    record Refused(int status, Map<String, String> headers, Refusal refusal) implements Verdict {
        public Refused {
            headers = Map.copyOf(headers);
        }
    }
}
