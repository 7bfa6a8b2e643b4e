// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a data frame says, for tasks that reckon with it.
 *
 * @param deviceId whose it is
 * @param sequence its number
 * @param time when it was measured
 * @param payload plain: numbers, text, truth values, lists and maps of them
 */
public record Sample(String deviceId, long sequence, Instant time, @Nullable Object payload) {}
