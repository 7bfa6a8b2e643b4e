// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory;

import java.util.Map;

/**
 * A kind of device that an installed driver can serve.
 *
 * @param name the last part of its factory PID, where no other type has the same: {@code Detector}
 * @param factoryPid names it among all
 * @param title for people
 * @param doc for people; empty if its driver does not say
 * @param driver the symbolic name of the bundle
 * @param version of that bundle
 * @param schema JSON Schema (2020-12) of its parameters, without {@code device.id}, as plain values, with the
 *     properties in the driver's order. What only some values may be is an {@code enum}, or a {@code oneOf} of
 *     {@code const} and {@code title} where people read something else. A password is {@code writeOnly}
 */
public record DeviceType(
        String name,
        String factoryPid,
        String title,
        String doc,
        String driver,
        String version,
        Map<String, Object> schema) {}
