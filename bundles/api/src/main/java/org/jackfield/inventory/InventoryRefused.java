// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory;

import java.util.List;

/** Why a device was not added, changed or removed. */
public final class InventoryRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of refusal. */
    public enum Reason {
        DEVICE_EXISTS,
        DEVICE_NOT_FOUND,
        DEVICE_TYPE_NOT_FOUND,
        INVALID_PARAMETERS,
        /** There are as many as there can be. */
        TOO_MANY_DEVICES,
        /** Its configuration is kept in a file that must not be written. */
        READ_ONLY
    }

    /**
     * What is wrong with one parameter.
     *
     * @param field its name
     * @param expected in words: {@code a number from 0 to 60}
     * @param came as JSON, shortened
     */
    public record Problem(String field, String expected, String came) {}

    private final Reason reason;
    private final transient List<Problem> problems;

    public InventoryRefused(Reason reason, String message, List<Problem> problems) {
        super(message);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    public Reason reason() {
        return reason;
    }

    /** Each parameter that is wrong; empty unless that is the reason. */
    public List<Problem> problems() {
        return problems;
    }
}
