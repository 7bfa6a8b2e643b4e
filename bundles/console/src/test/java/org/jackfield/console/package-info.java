// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.console;

import org.jspecify.annotations.NullMarked;
