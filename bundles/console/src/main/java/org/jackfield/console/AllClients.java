// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.Comparator;
import java.util.List;
import org.jackfield.stream.Counts;
import org.jackfield.stream.StreamClient;
import org.jackfield.stream.StreamClients;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The clients of all transports, which come and go; whoever asks sees those that are there. */
@Component(service = AllClients.class)
public final class AllClients {
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<StreamClients> transports;

    @Activate
    public AllClients() {
        this(List.of());
    }

    AllClients(List<StreamClients> transports) {
        this.transports = transports;
    }

    /** All that are connected now, the longest connected first. */
    List<StreamClient> clients() {
        return transports.stream()
                .flatMap(transport -> transport.clients().stream())
                .sorted(Comparator.comparing(StreamClient::since))
                .toList();
    }

    /** What has become of all there were. */
    Counts counts() {
        return transports.stream().map(StreamClients::counts).reduce(new Counts(0, 0, 0), Counts::plus);
    }

    /**
     * Ends the stream of one.
     *
     * @return what came of it
     */
    String disconnect(String id) {
        if (transports.stream().noneMatch(transport -> transport.disconnect(id))) {
            throw new IllegalArgumentException("there is no client " + id + "; it may have left");
        }
        return id + " is disconnected.";
    }
}
