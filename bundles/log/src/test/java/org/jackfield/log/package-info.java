// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.log;

import org.jspecify.annotations.NullMarked;
