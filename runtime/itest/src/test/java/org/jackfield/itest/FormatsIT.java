// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import co.nstant.in.cbor.CborDecoder;
import co.nstant.in.cbor.model.Array;
import co.nstant.in.cbor.model.DataItem;
import co.nstant.in.cbor.model.DoublePrecisionFloat;
import co.nstant.in.cbor.model.Number;
import co.nstant.in.cbor.model.Special;
import co.nstant.in.cbor.model.UnicodeString;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device has measured is the same in every format, as parsers read it that the product does not have. */
class FormatsIT {
    private static final String STREAM = "/stream/devices/card1";
    private static final int SAMPLES = 30;
    private static final int PAIRS_OF_POINTS = 10;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    @TempDir
    static Path home;

    private static RunningProduct product;

    @BeforeAll
    static void start() throws Exception {
        Config.device(
                home,
                "Daq",
                "card1",
                "channels=5",
                "samples.per.second=10000",
                "stream.rate=20",
                "noise=0.5",
                "stream.ring.bytes=64000000",
                "device.autostart=true");
        Config.device(home, "Detector", "meter1", "stream.rate=50");
        product = RunningProduct.start(home, RunningProduct.freePort());
        for (String id : List.of("card1", "meter1")) {
            product.awaitDevice(id);
        }
        try (SseClient client = SseClient.open(product.url(STREAM))) {
            client.awaitData(0, SAMPLES);
        }
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void everyFormatHoldsTheSameSamples() throws Exception {
        Map<Long, Map<String, Object>> lines = lines("&last=" + SAMPLES);
        long first = Collections.min(lines.keySet()) - 1;
        Map<Long, Map<String, Object>> events = new TreeMap<>();
        Map<Long, Object> bare = new TreeMap<>();
        try (SseClient client = SseClient.open(product.url(STREAM + "?after=" + first))) {
            client.awaitData(0, SAMPLES);
            for (SseClient.Event event : client.data().subList(0, SAMPLES)) {
                events.put(event.sequence(), JSON.readValue(event.data(), OBJECT));
            }
        }
        try (SseClient client = SseClient.open(product.url(STREAM + "?format=bare&after=" + first))) {
            client.awaitData(0, SAMPLES);
            for (SseClient.Event event : client.data().subList(0, SAMPLES)) {
                bare.put(event.sequence(), JSON.readValue(event.data(), OBJECT));
            }
        }

        assertThat(lines).hasSize(SAMPLES);
        assertThat(events).isEqualTo(lines);
        assertThat(cbor("&after=" + first)).isEqualTo(lines);
        lines.replaceAll((number, frame) -> payload(frame));
        assertThat(bare).isEqualTo(lines);
    }

    @Test
    void aThinnedBlockHasTheLowestAndTheHighestOfTheWholeOne() throws Exception {
        int points = 20 * 2 * PAIRS_OF_POINTS; // of 20 blocks a second
        Map<Long, Map<String, Object>> thin = lines("&points=" + points);
        Map<Long, Map<String, Object>> whole = lines("&after=" + (Collections.min(thin.keySet()) - 1));
        assertThat(thin.keySet()).isEqualTo(whole.keySet());
        List<Double> kept = new ArrayList<>();
        thin.forEach((number, frame) -> payload(frame).forEach((channel, block) -> {
            List<Double> few = numbers(block);
            List<Double> all = numbers(payload(whole.get(number)).get(channel));
            assertThat(all).hasSize(500);
            assertThat(Collections.min(few)).isEqualTo(Collections.min(all));
            assertThat(Collections.max(few)).isEqualTo(Collections.max(all));
            kept.addAll(few);
        }));
        assertThat(kept.size()).isLessThan(SAMPLES * 5 * 500 / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meter1", "card1"})
    void aScriptThatReadsBlocksAsLabDaemonsDoGetsEverySample(String id) throws Exception {
        List<String> said = Python.run(
                home, "read.py", String.valueOf(product.port()), "/stream/devices/" + id, String.valueOf(SAMPLES));
        long first = Long.parseLong(said.get(0).split(" ", -1)[0]);
        assertThat(said)
                .isEqualTo(LongStream.range(first, first + SAMPLES)
                        .mapToObj(number -> number + " " + number)
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> payload(Map<String, Object> frame) {
        return (Map<String, Object>) frame.get("payload");
    }

    @SuppressWarnings("unchecked")
    private static List<Double> numbers(Object block) {
        return (List<Double>) block;
    }

    private static Map<Long, Map<String, Object>> lines(String query) throws Exception {
        try (InputStream body = body("ndjson", query);
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return samples(() -> JSON.readValue(lines.readLine(), OBJECT));
        }
    }

    private static Map<Long, Map<String, Object>> cbor(String query) throws Exception {
        try (InputStream body = body("cbor-seq", query)) {
            CborDecoder decoder = new CborDecoder(body);
            return samples(() -> map((co.nstant.in.cbor.model.Map) decoder.decodeNext()));
        }
    }

    private static InputStream body(String format, String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(product.request(STREAM + "?format=" + format + query).build(), BodyHandlers.ofInputStream())
                .body();
    }

    /** The first samples of a stream by their numbers. */
    private static Map<Long, Map<String, Object>> samples(Callable<Map<String, Object>> stream) throws Exception {
        Map<Long, Map<String, Object>> samples = new TreeMap<>();
        while (samples.size() < SAMPLES) {
            Map<String, Object> frame = stream.call();
            if (frame.get("event").equals("device_data")) {
                samples.put((Long) frame.get("sequence"), frame);
            }
        }
        return samples;
    }

    private static Map<String, Object> map(co.nstant.in.cbor.model.Map item) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (DataItem key : item.getKeys()) {
            members.put(((UnicodeString) key).getString(), plain(item.get(key)));
        }
        return members;
    }

    private static Object plain(DataItem item) {
        if (item instanceof co.nstant.in.cbor.model.Map members) {
            return map(members);
        }
        if (item instanceof Array array) {
            List<Object> elements = new ArrayList<>();
            for (DataItem element : array.getDataItems()) {
                if (!element.equals(Special.BREAK)) { // it counts the end among them
                    elements.add(plain(element));
                }
            }
            return elements;
        }
        if (item instanceof Number number) {
            return number.getValue().longValueExact();
        }
        if (item instanceof DoublePrecisionFloat number) {
            return number.getValue();
        }
        return ((UnicodeString) item).getString();
    }
}
