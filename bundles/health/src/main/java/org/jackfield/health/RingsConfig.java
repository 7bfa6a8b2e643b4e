// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator can change. */
@ObjectClassDefinition(
        name = "Jackfield health: rings",
        description = "How much of the heap the past of all streams may take.")
@interface RingsConfig {
    @AttributeDefinition(
            name = "Share of the heap",
            description = "Percent of the largest heap that all streams' bounds together should not exceed, 1 to 100.",
            min = "1",
            max = "100")
    int share_percent() default 70;
}
