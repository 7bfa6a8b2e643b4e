// SPDX-License-Identifier: Apache-2.0
/** What the product is measured beside, each in a process of its own. */
@NullMarked
package org.jackfield.bench.peer;

import org.jspecify.annotations.NullMarked;
