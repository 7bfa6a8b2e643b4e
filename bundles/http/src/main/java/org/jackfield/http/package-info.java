// SPDX-License-Identifier: Apache-2.0
/** Where clients connect. */
@NullMarked
package org.jackfield.http;

import org.jspecify.annotations.NullMarked;
