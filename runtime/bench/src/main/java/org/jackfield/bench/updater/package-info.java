// SPDX-License-Identifier: Apache-2.0
/** A bundle of the bench's own, in the product while it is measured. */
@NullMarked
package org.jackfield.bench.updater;

import org.jspecify.annotations.NullMarked;
