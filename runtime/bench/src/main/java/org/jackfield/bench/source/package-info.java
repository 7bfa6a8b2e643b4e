// SPDX-License-Identifier: Apache-2.0
/** Where events come from, in the product as in what it is measured beside: at the rate that the bench commands. */
@NullMarked
package org.jackfield.bench.source;

import org.jspecify.annotations.NullMarked;
