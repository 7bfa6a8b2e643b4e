// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.stream.DeviceGoneException;
import org.jackfield.stream.DeviceStream;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.Refusal;

/** {@code /stream/devices/{id}}: one device, live. Asking for it keeps the device streaming. */
@Path("devices/{id}")
public final class DeviceStreamResource {
    private final DeviceBroadcasters broadcasters;

    DeviceStreamResource(DeviceBroadcasters broadcasters) {
        this.broadcasters = broadcasters;
    }

    /** Whatever the request says it accepts: LabDaemon's clients do not always say event streams. */
    @GET
    public void stream(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) throws IOException {
        DeviceStream stream = find(id);
        if (stream.info().streams()) {
            register(stream, (Connection) sink);
            return;
        }
        sink.send(sse.newEventBuilder()
                .name("stream_error")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(cannotStream(id))
                .build());
        sink.close();
    }

    private void register(DeviceStream stream, Connection client) {
        try {
            broadcasters.register(stream, client);
        } catch (IllegalArgumentException e) { // a channel that it does not have
            throw Asked.refused(e);
        } catch (DeviceGoneException e) { // between the search and the reading
            throw Refusal.deviceNotFound(stream.deviceId());
        }
    }

    private static Map<String, Object> cannotStream(String id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device_id", id);
        json.put("timestamp", ErrorJson.time(Instant.now()));
        Map<String, String> error = new LinkedHashMap<>();
        error.put("type", "DeviceError");
        error.put("message", "Device '" + id + "' does not support streaming");
        json.put("error", error);
        return json;
    }

    /** Without this, asking for the headers would start the device. */
    @HEAD
    public void head(@PathParam("id") String id, @Context SseEventSink sink) throws IOException {
        find(id);
        sink.close();
    }

    private DeviceStream find(String id) {
        return broadcasters.find(id).orElseThrow(() -> Refusal.deviceNotFound(id));
    }
}
