// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

/** What a crowd has read in some time. Written by the crowd's thread until that hands it over. */
final class Window {
    final Latencies latencies = new Latencies();
    /** Of events that were read. */
    long events;
    /** Numbers that were left out. */
    long missing;
    /** Of those, how many the server has said it left out. */
    long told;
}
