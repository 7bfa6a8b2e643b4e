// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator can change. */
@ObjectClassDefinition(
        name = "Jackfield health: disk",
        description = "How much must be free where the home's folders 'data' and 'drivers' lie.")
@interface DiskConfig {
    @AttributeDefinition(name = "Warn below", description = "Megabytes that should be free, at least 1.", min = "1")
    long warn_megabytes() default 500;

    @AttributeDefinition(
            name = "Critical below",
            description = "Megabytes that must be free, at least 1 and not more than those that should be.",
            min = "1")
    long critical_megabytes() default 50;
}
