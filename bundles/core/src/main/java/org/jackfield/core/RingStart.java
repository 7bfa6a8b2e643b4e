// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

/**
 * Where in a ring a reader begins.
 *
 * @param index of the first frame
 * @param expected the first number it is to get or be told of; see {@link RingCursor#FIRST} and
 *     {@link RingCursor#ANY}
 * @param resuming whether what is missing at once was asked for too late, and not lost by being slow
 */
record RingStart(long index, long expected, boolean resuming) {}
