// SPDX-License-Identifier: Apache-2.0
/** Who is let in. */
@NullMarked
package org.jackfield.security.door;

import org.jspecify.annotations.NullMarked;
