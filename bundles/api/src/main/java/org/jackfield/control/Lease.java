// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

/**
 * A person's right to a device for a while.
 *
 * @param token shows that a call, a renewal or a release is the holder's
 * @param owner as others see it
 */
public record Lease(String token, Owner owner) {}
