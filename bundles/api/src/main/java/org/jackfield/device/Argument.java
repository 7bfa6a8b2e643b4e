// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a parameter of a {@link Command}: what callers must know of it. Without it a parameter has the name it was
 * compiled with ({@code javac -parameters}), and must be given.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Argument {
    /** Its name; empty for the name in the source, if that was compiled in. */
    String name() default "";

    /** Its value when none is given, as JSON or plain text; empty if one must be given. */
    String value() default "";

    /** As people write it: {@code dB}. */
    String unit() default "";

    /** What it means, for people. */
    String doc() default "";

    /** The smallest number that is taken. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest number that is taken. */
    double max() default Double.POSITIVE_INFINITY;
}
