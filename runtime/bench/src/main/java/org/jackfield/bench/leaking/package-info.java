// SPDX-License-Identifier: Apache-2.0
/** A driver that leaves something behind. */
@NullMarked
package org.jackfield.bench.leaking;

import org.jspecify.annotations.NullMarked;
