// SPDX-License-Identifier: Apache-2.0
/** Who may change the house. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
