// SPDX-License-Identifier: Apache-2.0
/** How many clients the product serves, and at what cost, beside others that do the same. */
@NullMarked
package org.jackfield.bench.fanout;

import org.jspecify.annotations.NullMarked;
