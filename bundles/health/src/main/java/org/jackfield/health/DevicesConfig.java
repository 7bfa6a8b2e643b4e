// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator can change. */
@ObjectClassDefinition(name = "Jackfield health: devices", description = "When a call into a driver hangs.")
@interface DevicesConfig {
    @AttributeDefinition(
            name = "Hangs after",
            description = "Seconds after which a call into a driver that has not returned is said to hang, at least 1.",
            min = "1")
    int hangs_seconds() default 5;
}
