// SPDX-License-Identifier: Apache-2.0
/** What the Jersey applications have in common, copied into each of them. */
@NullMarked
package org.jackfield.web;

import org.jspecify.annotations.NullMarked;
