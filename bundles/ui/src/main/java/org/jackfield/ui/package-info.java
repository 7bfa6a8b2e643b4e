// SPDX-License-Identifier: Apache-2.0
/** The page that people see. */
@NullMarked
package org.jackfield.ui;

import org.jspecify.annotations.NullMarked;
