// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.util.List;
import java.util.Objects;

/**
 * What a device is and measures.
 *
 * @param type the kind of device, as its driver names it: {@code Detector}
 * @param vendor who made it
 * @param model which one it is
 * @param channels what a sample of it holds, in order; empty when that is not known before
 */
public record DeviceDescription(String type, String vendor, String model, List<Channel> channels) {
    public DeviceDescription {
        if (type.isBlank()) {
            throw new IllegalArgumentException("type must not be blank");
        }
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(model, "model");
        channels = List.copyOf(channels);
    }
}
