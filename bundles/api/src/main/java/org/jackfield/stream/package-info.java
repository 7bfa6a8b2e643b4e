// SPDX-License-Identifier: Apache-2.0
/** What a reader of device streams is written against. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.stream;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
