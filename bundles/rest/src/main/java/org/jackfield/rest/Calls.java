// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Calls that nobody waits for, and what came of the latest. Guarded by its monitor. */
final class Calls {
    static final int KEPT = 1_000;

    private final Clock clock;
    private final Map<String, Call> calls = new LinkedHashMap<>();

    Calls(Clock clock) {
        this.clock = clock;
    }

    /** Makes room for one more, at the cost of the one that ended and began first. */
    synchronized Call begin(String deviceId, String method) {
        if (calls.size() >= KEPT && !dropFirstEnded()) {
            throw new Refusal(
                    503, "TooManyCalls", "at most " + KEPT + " calls may be under way unwaited for, as many are");
        }
        Call call = new Call(UUID.randomUUID().toString(), deviceId, method, clock);
        calls.put(call.id(), call);
        return call;
    }

    private boolean dropFirstEnded() {
        for (Iterator<Call> all = calls.values().iterator(); all.hasNext(); ) {
            if (all.next().hasEnded()) {
                all.remove();
                return true;
            }
        }
        return false;
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
