// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.launcher;

import org.jspecify.annotations.NullMarked;
