// SPDX-License-Identifier: Apache-2.0
/** The control plane: what there is and how it does. */
@NullMarked
package org.jackfield.rest;

import org.jspecify.annotations.NullMarked;
