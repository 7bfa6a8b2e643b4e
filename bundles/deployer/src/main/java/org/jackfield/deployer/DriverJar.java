// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.nio.file.Path;

/**
 * A JAR that was copied aside and found to be a driver bundle.
 *
 * @param staged where its copy lies
 * @param digest SHA-256 of its bytes, in hexadecimal
 * @param manifest what it says of itself
 */
record DriverJar(Path staged, String digest, DriverManifest manifest) {}
