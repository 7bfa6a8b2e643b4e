// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Calls that nobody waits for, and what came of the latest. Each device has its own bound, so that who calls one all
 * the time takes nothing from those who call another. Guarded by its monitor.
 */
final class Calls {
    static final int KEPT = 1_000;
    static final int KEPT_EACH = 100;

    private final Clock clock;
    private final Map<String, Call> calls = new LinkedHashMap<>();

    Calls(Clock clock) {
        this.clock = clock;
    }

    /** Makes room for one more, at the cost of the device's that ended and began first, or of who has most. */
    synchronized Call begin(String deviceId, String method) {
        List<Call> same = of(deviceId);
        if (same.size() >= KEPT_EACH && !dropFirstEnded(same)) {
            throw tooMany(KEPT_EACH, " calls of '" + deviceId + "'", Map.of("device_id", deviceId));
        }
        if (calls.size() >= KEPT && !dropFromLargest()) {
            throw tooMany(KEPT, " calls", Map.of());
        }
        Call call = new Call(UUID.randomUUID().toString(), deviceId, method, clock);
        calls.put(call.id(), call);
        return call;
    }

    private List<Call> of(String deviceId) {
        return calls.values().stream()
                .filter(call -> call.deviceId.equals(deviceId))
                .toList();
    }

    private boolean dropFirstEnded(List<Call> some) {
        Optional<Call> first = some.stream().filter(Call::hasEnded).findFirst();
        first.ifPresent(call -> calls.remove(call.id()));
        return first.isPresent();
    }

    /** From the device of which most outcomes are kept. */
    private boolean dropFromLargest() {
        return calls.values().stream()
                .filter(Call::hasEnded)
                .collect(Collectors.groupingBy(call -> call.deviceId, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .max(Comparator.comparingInt(List::size))
                .filter(this::dropFirstEnded)
                .isPresent();
    }

    private static Refusal tooMany(int most, String what, Map<String, String> context) {
        return new Refusal(
                503, "TooManyCalls", "at most " + most + what + " may be under way unwaited for, as many are", context);
    }

    synchronized List<Call> all() {
        return List.copyOf(calls.values());
    }

    synchronized Optional<Call> find(String id) {
        return Optional.ofNullable(calls.get(id));
    }

    synchronized void forget(String id) {
        calls.remove(id);
    }

    /** One call. Its outcome is written once, by whoever ends it, and read by all. */
    static final class Call {
        private final String id;
        private final String deviceId;
        private final String method;
        private final Clock clock;
        private final Instant started;

        /** Volatile: all of it is seen by whoever sees any of it. */
        private volatile @Nullable Outcome outcome;

        private record Outcome(Instant time, @Nullable Object result, @Nullable ErrorRecord error) {}

        Call(String id, String deviceId, String method, Clock clock) {
            this.id = id;
            this.deviceId = deviceId;
            this.method = method;
            this.clock = clock;
            started = clock.instant();
        }

        String id() {
            return id;
        }

        boolean hasEnded() {
            return outcome != null;
        }

        /** Ends when this does. */
        void endsWith(CompletionStage<CommandResult> done) {
            CompletionStage<CommandResult> unused = done.whenComplete((result, failure) ->
                    outcome = new Outcome(clock.instant(), result == null ? null : result.value(), error(failure)));
        }

        private @Nullable ErrorRecord error(@Nullable Throwable failure) {
            if (failure == null) {
                return null;
            }
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return cause instanceof ControlRefused refused
                    ? refused.error()
                    : new ErrorRecord(
                            cause.getClass().getSimpleName(),
                            String.valueOf(cause.getMessage()),
                            "framework",
                            clock.instant(),
                            Map.of("device_id", deviceId, "method", method));
        }

        Map<String, Object> json() {
            Outcome known = outcome;
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("call_id", id);
            json.put("device_id", deviceId);
            json.put("method", method);
            json.put("status", status(known));
            json.put("started", ErrorJson.time(started));
            json.put("ended", known == null ? null : ErrorJson.time(known.time()));
            json.put("result", known == null ? null : known.result());
            json.put("exception", known == null || known.error() == null ? null : ErrorJson.body(known.error()));
            return json;
        }

        private static String status(@Nullable Outcome outcome) {
            if (outcome == null) {
                return "running";
            }
            return outcome.error() == null ? "succeeded" : "failed";
        }
    }
}
