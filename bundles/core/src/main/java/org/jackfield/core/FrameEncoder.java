// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.stream.Frame;

/**
 * One device's frames as JSON, made once for all readers. A data frame's envelope is copied around the
 * payload's bytes; everything rarer goes through a generator. One thread at a time, except for
 * {@link #gap}.
 */
final class FrameEncoder {
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");
    private static final byte[] PAYLOAD = ascii("\",\"payload\":");
    private static final int STATUS_BYTES = 64 * 1024;

    private final String deviceId;
    private final byte[] begin;
    private final Timestamps timestamps = new Timestamps();

    FrameEncoder(String deviceId) {
        this.deviceId = deviceId;
        // A device's name has no character that JSON would escape; the registry sees to that.
        this.begin = ascii("{\"event\":\"device_data\",\"device_id\":\"" + deviceId + "\",\"sequence\":");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the timestamp of a sample is whose payload is there. */
    static int timestamp(int payloadOffset) {
        return payloadOffset - PAYLOAD.length - Timestamps.LENGTH;
    }

    /** How what has happened to somebody begins, up to its number. */
    static byte[] happening(String event, String subject) {
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(subject);
        byte[] first = ascii("{\"event\":\"" + event + "\",\"subject\":\"");
        byte[] last = ascii("\",\"sequence\":");
        byte[] all = Arrays.copyOf(first, first.length + quoted.length + last.length);
        System.arraycopy(quoted, 0, all, first.length, quoted.length);
        System.arraycopy(last, 0, all, first.length + quoted.length, last.length);
        return all;
    }

    byte[] data(long sequence, Instant time, BoundedBuffer payload) {
        return data(begin, sequence, time, payload);
    }

    /** The same with another beginning. */
    byte[] data(byte[] head, long sequence, Instant time, BoundedBuffer payload) {
        int digits = digits(sequence);
        byte[] json = new byte
                [head.length + digits + TIMESTAMP.length + Timestamps.LENGTH + PAYLOAD.length + payload.length() + 1];
        int at = copy(head, json, 0);
        at = number(sequence, digits, json, at);
        at = copy(TIMESTAMP, json, at);
        at = timestamps.write(time, json, at);
        at = copy(PAYLOAD, json, at);
        payload.copyTo(json, at);
        json[json.length - 1] = '}';
        return json;
    }

    private static int copy(byte[] source, byte[] target, int offset) {
        System.arraycopy(source, 0, target, offset, source.length);
        return offset + source.length;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static int number(long number, int digits, byte[] target, int offset) {
        long rest = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return offset + digits;
    }

    byte[] status(Instant time, DeviceState state, Optional<DriverInfo> driver, Optional<ErrorRecord> error) {
        return json(json -> {
            open(json, Frame.Kind.STATUS);
            json.writeStringField("timestamp", Timestamps.text(time));
            json.writeStringField("state", state.wireName());
            if (driver.isPresent()) {
                json.writeObjectFieldStart("driver");
                json.writeStringField("name", driver.get().name());
                json.writeStringField("version", driver.get().version());
                json.writeEndObject();
            }
            if (error.isPresent()) {
                error(json, error.get());
            }
        });
    }

    byte[] streamError(ErrorRecord error) {
        return json(json -> {
            open(json, Frame.Kind.ERROR);
            json.writeStringField("timestamp", Timestamps.wholeSeconds(error.time()));
            error(json, error);
        });
    }

    byte[] gap(long from, long to, String reason) {
        return json(json -> {
            open(json, Frame.Kind.GAP);
            json.writeNumberField("from", from);
            json.writeNumberField("to", to);
            json.writeStringField("reason", reason);
        });
    }

    private void open(JsonGenerator json, Frame.Kind kind) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", kind.eventName());
        json.writeStringField("device_id", deviceId);
    }

    private static void error(JsonGenerator json, ErrorRecord error) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("type", error.type());
        json.writeStringField("message", error.message());
        json.writeEndObject();
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] json(Content content) {
        BoundedBuffer buffer = new BoundedBuffer(STATUS_BYTES);
        try (JsonGenerator json = PayloadWriter.generator(buffer)) {
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toBytes();
    }
}
