// SPDX-License-Identifier: Apache-2.0
/** A JAR in a folder becomes a running driver, and the next version of it takes over. */
@NullMarked
package org.jackfield.deployer;

import org.jspecify.annotations.NullMarked;
