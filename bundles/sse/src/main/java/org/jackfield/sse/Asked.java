// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.glassfish.jersey.server.ContainerRequest;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jackfield.web.Refusal;
import org.jackfield.web.read.StreamQuery;

/**
 * What a request for a stream asks for. Nonsense is refused with what was expected and what came, but for the
 * number that a browser comes back with: it would come back for ever.
 *
 * @param lastEventId what the client has already
 * @param query the rest of what it says about where to begin
 * @param zipped whether it wants to have it compressed
 */
record Asked(Format format, View view, OptionalLong lastEventId, StreamQuery query, boolean zipped) {
    private static final StreamQuery NOTHING = new StreamQuery(name -> List.of());

    /** Everything from now on, as events: what most clients want, and so the same object for all of them. */
    static final Asked PLAIN = new Asked(Format.ENVELOPE, View.WHOLE, OptionalLong.empty(), NOTHING, false);

    static Asked of(ContainerRequest request) {
        Map<String, List<String>> values = request.getUriInfo().getQueryParameters();
        StreamQuery query = values.isEmpty() ? NOTHING : new StreamQuery(name -> values.getOrDefault(name, List.of()));
        try {
            View view = query.view();
            Asked asked = new Asked(
                    Format.of(query.one("format"), request.getAcceptableMediaTypes()),
                    view.equals(View.WHOLE) ? View.WHOLE : view,
                    lastEventId(request, query),
                    query,
                    zipped(request, query.one("compress")));
            StartAt unused = asked.startAt(StartAt::after); // so that nonsense is refused here
            return asked.equals(PLAIN) ? PLAIN : asked;
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    static Refusal refused(IllegalArgumentException e) {
        return new Refusal(400, "InvalidRequest", String.valueOf(e.getMessage()));
    }

    private static OptionalLong lastEventId(ContainerRequest request, StreamQuery query) {
        String header = request.getHeaderString("Last-Event-ID");
        String id = header == null ? query.one("lastEventId").orElse("") : header;
        return id.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    /** Not merely because it could be: browsers and proxies always can, and it costs 256 KB for each client. */
    private static boolean zipped(ContainerRequest request, Optional<String> wanted) {
        if (wanted.isEmpty()) {
            return false;
        }
        if (!wanted.get().equals("gzip")) {
            throw new IllegalArgumentException("compress must be gzip, was '" + wanted.get() + "'");
        }
        String accepted = request.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null || !accepted.contains("gzip")) {
            throw new IllegalArgumentException("compress=gzip needs Accept-Encoding: gzip, was " + accepted);
        }
        return true;
    }

    /** What it is called by those who look at clients. */
    String kind() {
        return zipped ? format.kind() + "+gzip" : format.kind();
    }

    /**
     * Where to begin.
     *
     * @param resume what a number of the client's means
     */
    StartAt startAt(LongFunction<StartAt> resume) {
        return lastEventId.isPresent() ? resume.apply(lastEventId.getAsLong()) : query.start(resume);
    }
}
