// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import org.osgi.framework.Bundle;

/**
 * The bundle that serves a file's devices.
 *
 * @param digest of the JAR it was installed from
 * @param bundle dropped as soon as it is uninstalled: it leads to the driver's classes
 */
record Running(String digest, Bundle bundle) {}
