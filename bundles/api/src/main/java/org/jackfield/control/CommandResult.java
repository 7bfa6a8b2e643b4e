// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import org.jspecify.annotations.Nullable;

/**
 * What a command has answered.
 *
 * @param value plain: null, text, numbers, booleans, lists and maps; never an object of the driver's
 */
public record CommandResult(@Nullable Object value) {}
