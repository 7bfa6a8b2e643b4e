// SPDX-License-Identifier: Apache-2.0
/** Which devices there are to be, and of which types they can be. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.inventory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
