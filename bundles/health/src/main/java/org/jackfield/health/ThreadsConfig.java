// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator can change. */
@ObjectClassDefinition(name = "Jackfield health: threads", description = "How many threads are too many.")
@interface ThreadsConfig {
    @AttributeDefinition(name = "Most threads", description = "Above so many, somebody should look.", min = "1")
    int most() default 1_000;
}
