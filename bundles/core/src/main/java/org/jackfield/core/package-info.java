// SPDX-License-Identifier: Apache-2.0
/** Devices become streams. The path of a sample: {@code HubSink}, {@code DeviceHub}, {@code FrameEncoder}, {@code ReplayRing}, {@code RingCursor}. */
@NullMarked
package org.jackfield.core;

import org.jspecify.annotations.NullMarked;
