// SPDX-License-Identifier: Apache-2.0
/** What a driver is written against. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.device;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
