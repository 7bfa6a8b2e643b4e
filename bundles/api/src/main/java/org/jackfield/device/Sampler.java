// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import org.osgi.annotation.versioning.ConsumerType;

/** Takes one sample from the hardware. */
@FunctionalInterface
@ConsumerType
public interface Sampler {
    /** One payload, as {@link SampleSink} describes it; may block, should answer interruption. */
    Object sample() throws Exception;
}
