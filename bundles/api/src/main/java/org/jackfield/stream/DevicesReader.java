// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads many devices in the one order of all their frames. What it reads may be changed from any thread while
 * another reads.
 */
@ProviderType
public interface DevicesReader extends FrameReader {
    /**
     * Reads the devices that match as well, also those that are not there yet, which join by themselves. A
     * device that matches several patterns is read once, through the view of the pattern that was added first.
     *
     * @param pattern a device's name, in which {@code *} stands for any characters
     * @param view the same pattern again replaces it
     * @param start where the devices begin that are there now; later ones begin with their first frame
     * @throws IllegalArgumentException if the pattern is empty or longer than 200 characters, or there would be
     *     more than 1,000 patterns
     */
    void add(String pattern, View view, StartAt start);

    /** Reads on without what only this pattern matches; false if it was never added. */
    boolean remove(String pattern);

    /** What was added. */
    Set<String> patterns();

    /** Those that are there now. */
    Set<String> deviceIds();
}
