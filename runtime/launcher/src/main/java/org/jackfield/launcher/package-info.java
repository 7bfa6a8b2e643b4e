// SPDX-License-Identifier: Apache-2.0
/** Starts the framework, the product and its log; the only code outside OSGi. */
@NullMarked
package org.jackfield.launcher;

import org.jspecify.annotations.NullMarked;
