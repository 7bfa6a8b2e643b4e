// SPDX-License-Identifier: Apache-2.0
/** The driver JARs of a running system, as administrators see them. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.driver;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
