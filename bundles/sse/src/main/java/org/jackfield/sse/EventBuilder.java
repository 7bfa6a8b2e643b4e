// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Puts an event together. */
final class EventBuilder implements OutboundSseEvent.Builder {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String comment;
    private long reconnectDelay = OutboundSseEvent.RECONNECT_NOT_SET;
    private MediaType mediaType = MediaType.SERVER_SENT_EVENTS_TYPE;
    private @Nullable Object data;

    @Override
    public OutboundSseEvent.Builder id(String value) {
        id = value;
        return this;
    }

    @Override
    public OutboundSseEvent.Builder name(String value) {
        name = value;
        return this;
    }

    @Override
    public OutboundSseEvent.Builder reconnectDelay(long milliseconds) {
        reconnectDelay = milliseconds;
        return this;
    }

    @Override
    public OutboundSseEvent.Builder mediaType(MediaType value) {
        mediaType = value;
        return this;
    }

    @Override
    public OutboundSseEvent.Builder comment(String value) {
        comment = value;
        return this;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public OutboundSseEvent.Builder data(Class type, Object value) {
        return data(value);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public OutboundSseEvent.Builder data(GenericType type, Object value) {
        return data(value);
    }

    @Override
    public OutboundSseEvent.Builder data(Object value) {
        data = value;
        return this;
    }

    @Override
    public OutboundSseEvent build() {
        if (comment == null && data == null) {
            throw new IllegalStateException("an event needs data or a comment, has neither");
        }
        return new Event(id, name, comment, reconnectDelay, mediaType, data);
    }

    private record Event(
            @Nullable String id,
            @Nullable String name,
            @Nullable String comment,
            long reconnectDelay,
            MediaType mediaType,
            @Nullable Object data)
            implements OutboundSseEvent {
        @Override
        public @Nullable String getId() {
            return id;
        }

        @Override
        public @Nullable String getName() {
            return name;
        }

        @Override
        public @Nullable String getComment() {
            return comment;
        }

        @Override
        public long getReconnectDelay() {
            return reconnectDelay;
        }

        @Override
        public boolean isReconnectDelaySet() {
            return reconnectDelay >= 0;
        }

        @Override
        public Class<?> getType() {
            return data == null ? Void.class : data.getClass();
        }

        @Override
        public Type getGenericType() {
            return getType();
        }

        @Override
        public MediaType getMediaType() {
            return mediaType;
        }

        @Override
        public @Nullable Object getData() {
            return data;
        }
    }
}
