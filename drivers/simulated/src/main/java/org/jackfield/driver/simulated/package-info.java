// SPDX-License-Identifier: Apache-2.0
/** Devices that need no hardware. */
@NullMarked
package org.jackfield.driver.simulated;

import org.jspecify.annotations.NullMarked;
