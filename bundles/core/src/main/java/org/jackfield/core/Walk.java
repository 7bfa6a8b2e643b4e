// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.stream.FrameCursor;
import org.jspecify.annotations.Nullable;

/** A cursor as it is known inside: what it gives are frames as rings keep them. */
interface Walk extends FrameCursor {
    @Override
    @Nullable
    EncodedFrame next();
}
