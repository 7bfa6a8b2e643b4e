// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** How a check is known, and that its result is good for a second, however many ask. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface HouseCheck {
    String PREFIX_ = "hc.";

    /** What it looks at, in one word. */
    String name();

    /** The first is what the console runs unasked; under the other everybody may ask for all of ours together. */
    String[] tags() default {"default", "jackfield"};

    long resultCacheTtlInMs() default 1_000;
}
