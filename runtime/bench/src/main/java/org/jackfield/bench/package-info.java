// SPDX-License-Identifier: Apache-2.0
/** Measures the exported product, as its clients and administrators meet it. */
@NullMarked
package org.jackfield.bench;

import org.jspecify.annotations.NullMarked;
