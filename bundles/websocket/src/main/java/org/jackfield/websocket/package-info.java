// SPDX-License-Identifier: Apache-2.0
/**
 * The streams over WebSocket. The path of a frame from here: {@code Source}, {@code BatchBuilder}, {@code Client},
 * and out through Jetty's own WebSocket session.
 */
@NullMarked
package org.jackfield.websocket;

import org.jspecify.annotations.NullMarked;
