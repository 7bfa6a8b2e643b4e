// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Leaves of each sample some of its channels: of a map the members of that name, of an array, which has an entry
 * for each channel, those at their places. What is neither has one channel only and stays.
 */
final class PickChannels implements Stage {
    private final Set<String> wanted;
    private final List<String> all;
    private final int maxBytes;

    PickChannels(Set<String> wanted, List<String> all, int maxBytes) {
        this.wanted = wanted;
        this.all = all;
        this.maxBytes = maxBytes;
    }

    @Override
    public void sample(EncodedFrame frame, Consumer<EncodedFrame> next) {
        next.accept(Payload.rewritten(frame, maxBytes, this::pick));
    }

    private void pick(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken() == JsonToken.START_OBJECT) {
            to.writeStartObject();
            while (from.nextToken() == JsonToken.FIELD_NAME) {
                copy(from.currentName(), from, to);
            }
            to.writeEndObject();
        } else if (from.currentToken() == JsonToken.START_ARRAY && !all.isEmpty()) {
            to.writeStartArray();
            for (int i = 0; from.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i < all.size() && wanted.contains(all.get(i))) {
                    to.copyCurrentStructure(from);
                } else {
                    from.skipChildren();
                }
            }
            to.writeEndArray();
        } else {
            to.copyCurrentStructure(from);
        }
    }

    private void copy(String name, JsonParser from, JsonGenerator to) throws IOException {
        from.nextToken();
        if (wanted.contains(name)) {
            to.writeFieldName(name);
            to.copyCurrentStructure(from);
        } else {
            from.skipChildren();
        }
    }
}
