// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

/** What was decided about the bytes that lie in the folder under one name, in words for people. */
sealed interface Verdict {
    /** They run. */
    record Accepted() implements Verdict {}

    /** They were put there anew and are what runs already. */
    record Unchanged() implements Verdict {}

    /**
     * Nothing yet.
     *
     * @param reason what is waited for
     */
    record Waiting(String reason) implements Verdict {}

    /**
     * They will not run.
     *
     * @param reason what was expected and what came
     * @param cure what has to happen before they are looked at again
     */
    record Rejected(String reason, Cure cure) implements Verdict {}

    /** What can turn a rejection into something else. */
    enum Cure {
        /** Only other bytes: these have been tried. */
        NEW_BYTES("when its bytes change"),
        /** Another bundle that comes or goes. */
        OTHER_BUNDLES("when another bundle comes or goes"),
        /** Another attempt a little later. */
        TIME("in a few seconds");

        private final String words;

        Cure(String words) {
            this.words = words;
        }

        /** When it is tried again. */
        String words() {
            return words;
        }
    }
}
