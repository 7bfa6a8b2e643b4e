// SPDX-License-Identifier: Apache-2.0
/** The Felix Web Console under this house's administrator. */
@NullMarked
package org.jackfield.console;

import org.jspecify.annotations.NullMarked;
