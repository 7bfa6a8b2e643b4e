// SPDX-License-Identifier: Apache-2.0
/** What tells devices what to do: commands, connections, and to whom a device belongs for the moment. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
