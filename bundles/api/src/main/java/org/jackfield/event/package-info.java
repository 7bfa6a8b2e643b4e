// SPDX-License-Identifier: Apache-2.0
/** What happens in the house, as one stream. */
@NullMarked
@Export
@Version("0.1.0")
package org.jackfield.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
