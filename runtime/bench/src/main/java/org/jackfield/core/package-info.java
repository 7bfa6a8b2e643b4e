// SPDX-License-Identifier: Apache-2.0
/** What a frame costs on its way, measured from within the package whose classes are nobody else's. */
@NullMarked
package org.jackfield.core;

import org.jspecify.annotations.NullMarked;
