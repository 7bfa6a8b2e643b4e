// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

/** Makes the runner for a claim. */
@FunctionalInterface
interface RunnerFactory {
    DeviceRunner make(Claim claim, DeviceHub hub, SampleReports reports, CommandQueue commands, RunnerReports owner);
}
