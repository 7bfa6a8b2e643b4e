// SPDX-License-Identifier: Apache-2.0
/** Devices as configurations of their drivers, and what drivers say of theirs. */
@NullMarked
package org.jackfield.inventory.store;

import org.jspecify.annotations.NullMarked;
