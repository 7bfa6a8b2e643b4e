// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jackfield.driver.Drivers;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code /drivers}: the folder of drivers from afar. What comes here takes the way of a file copied there. */
@Path("drivers")
@Produces(MediaType.APPLICATION_JSON)
public final class DriversResource {
    /** Ends before clients give up, which is after 30 seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String HOW = "Send a form with a file (curl -F file=@my.jar …/drivers) or the JAR's bytes"
            + " with its name (curl -T my.jar …/drivers/, or POST …/drivers?name=my.jar).";

    private final Drivers drivers;
    private final DriverAnswers answers;

    DriversResource(Drivers drivers, Duration patience) {
        this.drivers = drivers;
        answers = new DriverAnswers(drivers, patience);
    }

    @GET
    public Map<String, Object> all() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("drivers", drivers.all().stream().map(DriverJson::of).toList());
        json.put("leaks", drivers.leaks());
        return json;
    }

    @GET
    @Path("{name}")
    public Map<String, Object> one(@PathParam("name") String name) {
        return drivers.find(name).map(DriverJson::of).orElseThrow(() -> notFound(name));
    }

    /** A form with a file; or the bytes of one, whatever the client calls their type. */
    @POST
    @AdministratorOnly
    public CompletionStage<Response> upload(
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            InputStream body)
            throws IOException {
        if (type != null && MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type)) {
            MultipartFile file =
                    new MultipartFile(new Upload(body), type.getParameters().get("boundary"));
            return put(name == null ? file.name() : name, file);
        }
        if (name == null) {
            throw new Refusal(400, "InvalidRequest", "expected the name of the file. " + HOW);
        }
        return put(name, body);
    }

    @PUT
    @Path("{name}")
    @AdministratorOnly
    public CompletionStage<Response> put(@PathParam("name") String name, InputStream body) throws IOException {
        boolean known = drivers.find(name).isPresent();
        Upload upload = new Upload(body);
        try {
            return answers.to(
                    drivers.put(name, upload), name, entry -> DriverAnswers.verdict(entry, known ? 200 : 201));
        } catch (IllegalArgumentException e) {
            // The name is judged before the first byte is read, the size by reading.
            boolean tooLarge = upload.begun();
            throw new Refusal(
                    tooLarge ? 413 : 400,
                    tooLarge ? "DriverTooLarge" : "InvalidRequest",
                    String.valueOf(e.getMessage()));
        }
    }

    @DELETE
    @Path("{name}")
    @AdministratorOnly
    public CompletionStage<Response> delete(@PathParam("name") String name) throws IOException {
        return answers.to(drivers.delete(name).orElseThrow(() -> notFound(name)), name, entry -> Response.noContent()
                .build());
    }

    @POST
    @Path("{name}/rollback")
    @AdministratorOnly
    public CompletionStage<Response> rollBack(@PathParam("name") String name) throws IOException {
        return answers.to(
                drivers.rollBack(name).orElseThrow(() -> cannotRollBack(name)),
                name,
                entry -> DriverAnswers.verdict(entry, 200));
    }

    private Refusal cannotRollBack(String name) {
        return drivers.find(name).isEmpty()
                ? notFound(name)
                : new Refusal(
                        409, "NothingToRollBackTo", "No version of '" + name + "' has run before the present one");
    }

    private static Refusal notFound(String name) {
        return new Refusal(404, "DriverNotFound", "No driver found with the file name '" + name + "'");
    }
}
