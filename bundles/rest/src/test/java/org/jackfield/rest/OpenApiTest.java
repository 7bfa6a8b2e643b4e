// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.rest.ControlServer.ok;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Path;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OpenApiTest {
    @AutoClose
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ControlServer();
    }

    @Test
    void theDocumentHasTheRoutesThatRunAndNoOthers() throws Exception {
        Set<String> running = new TreeSet<>();
        for (Object instance : server.servlet.getConfiguration().getInstances()) {
            if (instance.getClass().isAnnotationPresent(Path.class)) {
                addRoutes(running, "", Resource.from(instance.getClass()));
            }
        }
        assertThat(routes(ok(server.get("/openapi.json")))).isEqualTo(running).hasSizeGreaterThan(40);
    }

    private static void addRoutes(Set<String> routes, String above, Resource resource) {
        String path = (above + "/" + resource.getPath()).replaceAll("/+", "/");
        resource.getResourceMethods().forEach(method -> routes.add(method.getHttpMethod() + " " + path));
        resource.getChildResources().forEach(child -> addRoutes(routes, path, child));
    }

    /** Those of this bundle; streams have their own. */
    private static Set<String> routes(JsonNode document) {
        Set<String> routes = new TreeSet<>();
        document.get("paths").properties().forEach(path -> {
            if (!path.getKey().matches("/(stream|ws)/.*")) {
                path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
            }
        });
        return routes;
    }

    @Test
    void everyParameterOfAPathIsDescribedAndEveryReferenceLeadsSomewhere() {
        Documented.DOCUMENT.findValuesAsText("$ref").forEach(reference -> assertThat(
                        Documented.DOCUMENT.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        Documented.DOCUMENT.get("paths").properties().forEach(path -> path.getValue()
                .forEach(operation -> {
                    Set<String> described = new TreeSet<>();
                    operation.path("parameters").forEach(parameter -> {
                        if (Documented.resolved(parameter).get("in").textValue().equals("path")) {
                            described.add("{"
                                    + Documented.resolved(parameter).get("name").textValue() + "}");
                        }
                    });
                    Set<String> inPath = new TreeSet<>();
                    for (String part : path.getKey().split("/", -1)) {
                        if (part.startsWith("{")) {
                            inPath.add(part);
                        }
                    }
                    assertThat(described).as(path.getKey()).isEqualTo(inPath);
                }));
    }

    @Test
    void everyEndpointThatTheServerNamesIsDescribed() throws Exception {
        JsonNode endpoints = ok(server.get("/")).get("endpoints");
        Set<String> paths = new TreeSet<>();
        Documented.DOCUMENT.get("paths").fieldNames().forEachRemaining(path -> paths.add(shape(path)));
        endpoints.forEach(endpoint -> assertThat(paths).contains(shape(endpoint.textValue())));
    }

    private static String shape(String path) {
        return path.replaceAll("\\{\\w+\\}", "{}");
    }

    @Test
    void theDocumentHasTheServersVersionAndATag() throws Exception {
        HttpResponse<String> response = server.get("/openapi.json");
        assertThat(ok(response).get("info").get("version").textValue()).isEqualTo("1.2.3");
        String tag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/openapi.json", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void thePageReadsTheDocumentAndNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = server.get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains("openapi.json")
                .doesNotContain("<script src", "https://", "//cdn")
                .doesNotContain("innerHTML");
    }
}
