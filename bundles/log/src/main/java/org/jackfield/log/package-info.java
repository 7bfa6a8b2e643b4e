// SPDX-License-Identifier: Apache-2.0
/** What bundles say through the OSGi log goes where everything else is logged. */
@NullMarked
package org.jackfield.log;

import org.jspecify.annotations.NullMarked;
