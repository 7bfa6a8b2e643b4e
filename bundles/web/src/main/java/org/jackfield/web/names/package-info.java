// SPDX-License-Identifier: Apache-2.0
/** How strangers name the devices that they mean; copied into each bundle that is told. */
@NullMarked
package org.jackfield.web.names;

import org.jspecify.annotations.NullMarked;
