// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who is connected to the streams of one transport. A service, one for each transport: whoever wants to see all
 * clients asks all services. Any thread may ask; nothing is kept up to date for the sake of being asked.
 */
@ProviderType
public interface StreamClients {
    /** All that are connected now, the longest connected first. */
    List<StreamClient> clients();

    /**
     * Ends the stream of one client, which is free to come back.
     *
     * @return false if no client of this transport has that id, perhaps because it has left
     */
    boolean disconnect(String id);

    /** How many there have been since this transport was started. */
    Counts counts();
}
