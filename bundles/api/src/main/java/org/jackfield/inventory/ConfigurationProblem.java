// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory;

/**
 * Something in a file of the configuration folder that has no effect, or not the one that is meant.
 *
 * @param file its name
 * @param message what was expected and what came
 */
public record ConfigurationProblem(String file, String message) {}
