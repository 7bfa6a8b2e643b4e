// SPDX-License-Identifier: Apache-2.0
/** What experiments are written against, and what starts and watches them. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
