// SPDX-License-Identifier: Apache-2.0
/**
 * What is wrong with the house. One check a class; {@code Findings} is what each writes its result on, so that what
 * is said of one thing is said in the same way everywhere.
 */
@NullMarked
package org.jackfield.health;

import org.jspecify.annotations.NullMarked;
