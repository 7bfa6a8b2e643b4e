// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

/** What a stream's events are called and numbered by. */
enum Naming {
    /** By their kind and by the device's own numbers. */
    ONE_DEVICE,
    /** By their kind and by their place among all devices' frames. */
    MANY_DEVICES,
    /** By what has happened, and by the journal's numbers. */
    HAPPENINGS
}
