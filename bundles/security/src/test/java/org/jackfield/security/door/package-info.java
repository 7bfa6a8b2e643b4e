// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.security.door;

import org.jspecify.annotations.NullMarked;
