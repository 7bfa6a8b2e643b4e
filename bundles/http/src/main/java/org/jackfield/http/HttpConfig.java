// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What connections may cost. */
@ObjectClassDefinition(
        name = "Jackfield connections",
        description = "What a client may cost that connects. A change closes all connections once.")
@interface HttpConfig {
    @AttributeDefinition(
            name = "Most connections",
            description = "Connections at the same time; further ones wait until one is closed. The process needs as"
                    + " many open files and some more (ulimit -n).",
            min = "10")
    int connections_max() default 16_000;

    @AttributeDefinition(
            name = "Most from one address",
            description = "Connections at the same time from one network address; further ones are closed at once."
                    + " Behind a proxy all clients have the proxy's address.",
            min = "1")
    int connections_max_per_address() default 15_000;

    @AttributeDefinition(
            name = "Largest head",
            description = "Bytes that the address and the headers of a request may have together.",
            min = "1024",
            max = "1048576")
    int head_max_bytes() default 16_384;

    @AttributeDefinition(
            name = "Time for a request",
            description = "Seconds in which a connection has to bring a whole request head; it is closed otherwise.",
            min = "1",
            max = "3600")
    int head_seconds() default 20;

    @AttributeDefinition(
            name = "Quiet time",
            description = "Seconds after which a connection is closed that nothing comes from or goes to.",
            min = "5",
            max = "86400")
    int idle_seconds() default 60;

    @AttributeDefinition(
            name = "Streams of one connection",
            description = "Requests that one HTTP/2 connection may have open at the same time.",
            min = "1",
            max = "100000")
    int http2_streams_max() default 1_000;
}
