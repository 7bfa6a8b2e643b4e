// SPDX-License-Identifier: Apache-2.0
/**
 * Experiments. The path of one: {@code TaskService} is asked, {@code TypeRegistry} makes it, {@code TaskRun} leads it
 * through its life with {@code RunContext} in its hands, {@code TaskBook} remembers it.
 */
@NullMarked
package org.jackfield.tasks;

import org.jspecify.annotations.NullMarked;
