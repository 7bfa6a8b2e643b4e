// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.StartAt;
import org.jackfield.web.Refusal;
import org.jackfield.web.names.DevicePatterns;

/**
 * {@code /stream/devices?ids=a,b&match=lab1-*}: many devices on one connection, in the one order of all their
 * frames. Those that are not there yet join when they come: a browser would never ask again after a refusal.
 */
@Path("devices")
public final class ManyDevicesResource {
    private final DeviceBroadcasters devices;
    private final Subscriptions subscriptions;

    ManyDevicesResource(DeviceBroadcasters devices, Subscriptions subscriptions) {
        this.devices = devices;
        this.subscriptions = subscriptions;
    }

    @GET
    public void stream(
            @QueryParam("ids") List<String> ids,
            @QueryParam("match") List<String> match,
            @Context SseEventSink sink,
            @Context Sse sse) {
        List<String> patterns = Stream.concat(ids.stream(), match.stream())
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .distinct()
                .toList();
        if (patterns.isEmpty()) {
            throw new Refusal(
                    400, "InvalidRequest", "expected devices, as ?ids=pm1,pm2 or ?match=lab1-* or both, came none");
        }
        Connection client = (Connection) sink;
        WokenSource<DevicesReader> source =
                new WokenSource<>(client, Naming.MANY_DEVICES, devices::readMany, DevicesReader::patterns);
        try {
            StartAt start = client.asked().startAt(StartAt::afterPosition);
            DevicePatterns.change(
                    source.reader(), patterns, List.of(), client.asked().view(), start);
        } catch (IllegalArgumentException e) {
            source.close();
            throw Asked.refused(e);
        }
        String name = subscriptions.add(client, source.reader());
        client.send(sse.newEventBuilder()
                .name("connection")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Subscriptions.json(name, source.reader()))
                .build());
        client.read(source);
    }
}
