// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;

/**
 * What one write carries. Shared by all clients that it is for: who reads the events duplicates them.
 *
 * @param last the number with which a client comes back that has got this; -1 if nothing in it has one
 * @param gaps how many of the events say that something is missing
 */
record Batch(ByteBuffer events, long last, int gaps) {}
