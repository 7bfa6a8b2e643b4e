// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.nio.file.Path;
import org.jackfield.control.Devices;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStreams;

/**
 * What all tasks have around them.
 *
 * @param data the folder for records and results
 * @param resultBytes that a result may have
 */
record House(
        Devices devices,
        DeviceStreams streams,
        Journal journal,
        TaskTime time,
        Progress.Later later,
        Path data,
        long resultBytes) {}
