// SPDX-License-Identifier: Apache-2.0
/**
 * The streams as server-sent events. The path of a frame from here: {@code DeviceBroadcaster},
 * {@code SharedBatches}, {@code Connection}, {@code Outlet}.
 */
@NullMarked
package org.jackfield.sse;

import org.jspecify.annotations.NullMarked;
