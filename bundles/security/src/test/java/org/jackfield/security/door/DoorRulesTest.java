// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorRulesTest {
    private static final String OWN = "http://localhost:8080";
    private static final String FOREIGN = "https://evil.example";

    private final DoorRules rules = new DoorRules(new HostNames(Set.of("localhost"), () -> "bench3"));

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST"})
    void aForeignNameIsRefusedWhateverItWants(String method) {
        Verdict verdict = rules.judge(visit(method, "evil.example", "/devices", List.of(), null));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.refusal().type()).isEqualTo("HostRefused");
            assertThat(refused.refusal().message())
                    .contains("'evil.example'")
                    .contains("allowed.hosts")
                    .contains(Door.class.getName());
            assertThat(refused.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "get", "PROPFIND"})
    void aForeignPageMayNotChangeAnything(String method) {
        assertRefusedOrigin(rules.judge(visit(method, "/devices", FOREIGN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://localhost",
                "http://localhost:8081",
                "https://localhost:8080",
                "http://localhost:8080.evil.example",
                "http://127.0.0.1:8080",
                "localhost:8080",
                ""
            })
    void everyOriginButOurOwnIsForeign(String origin) {
        assertRefusedOrigin(rules.judge(visit("POST", "/devices", origin)));
    }

    @Test
    void aSecondOriginDoesNotHideBehindOurOwn() {
        assertRefusedOrigin(rules.judge(visit("POST", "localhost", "/devices", List.of(OWN, FOREIGN), null)));
    }

    @ParameterizedTest
    @CsvSource({
        "http, localhost, 8080, http://localhost:8080",
        "http, localhost, 80, http://localhost",
        "https, localhost, 443, https://localhost",
        "http, LocalHost, 8080, http://localhost:8080",
        "http, [::1], 8080, http://[::1]:8080",
        "http, ::1, 8080, http://[::1]:8080",
        "http, 10.0.0.7, 8080, http://10.0.0.7:8080"
    })
    void ourOwnPageMayChangeThings(String scheme, String host, int port, String origin) {
        Visit visit = new Visit("POST", scheme, host, port, "/devices", List.of(origin), "same-origin", null, null);

        assertThat(rules.judge(visit)).isInstanceOf(Verdict.LetIn.class);
    }

    @Test
    void aProgramWithoutOriginMayChangeThings() {
        assertThat(rules.judge(visit("DELETE", "localhost", "/devices/pm1", List.of(), null)))
                .isInstanceOf(Verdict.LetIn.class);
    }

    @ParameterizedTest
    @CsvSource({"cross-site, false", "same-site, false", "same-origin, true", "none, true"})
    void aBrowserThatSaysWhereItComesFromIsBelievedWithoutOrigin(String site, boolean letIn) {
        Verdict verdict = rules.judge(visit("POST", "localhost", "/devices", List.of(), site));

        assertThat(verdict instanceof Verdict.LetIn).isEqualTo(letIn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void everyPageMayRead(String method) {
        Verdict verdict = rules.judge(visit(method, "/stream/devices/pm1", FOREIGN));

        assertThat(verdict).isInstanceOf(Verdict.LetIn.class);
        assertThat(verdict.headers())
                .containsEntry("Access-Control-Allow-Origin", "*")
                .containsEntry("Access-Control-Expose-Headers", "*")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .doesNotContainKeys("Access-Control-Allow-Credentials", "X-Frame-Options");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/system", "/system/console/bundles"})
    void theRoomsOfTheAdministratorAreReadByOurOwnPagesOnly(String path) {
        Verdict verdict = rules.judge(visit("GET", path, FOREIGN));

        assertThat(verdict.headers())
                .containsEntry("X-Frame-Options", "SAMEORIGIN")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .doesNotContainKey("Access-Control-Allow-Origin");
        assertRefusedOrigin(rules.judge(preflight(path, FOREIGN, "GET", null)));
    }

    @Test
    void aDeviceMayBeCalledSystem() {
        assertThat(rules.judge(visit("GET", "/systems", FOREIGN)).headers())
                .containsEntry("Access-Control-Allow-Origin", "*");
    }

    @Test
    void aPreflightToReadIsGrantedToTheOneWhoAsks() {
        Verdict verdict = rules.judge(preflight("/stream/devices/pm1", FOREIGN, "GET", "last-event-id, x-trace"));

        assertThat(verdict).isInstanceOf(Verdict.MayCome.class);
        assertThat(verdict.headers())
                .containsEntry("Access-Control-Allow-Origin", FOREIGN)
                .containsEntry("Access-Control-Allow-Methods", "GET, HEAD")
                .containsEntry("Access-Control-Allow-Headers", "last-event-id, x-trace")
                .containsEntry("Vary", "Origin")
                .containsKey("Access-Control-Max-Age")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-a;drop", "x-a,,x-b", "x y", "x-a:\u00e9", ","})
    void onlyHeaderNamesAreEchoed(String names) {
        assertThat(rules.judge(preflight("/devices", FOREIGN, "GET", names)).headers())
                .doesNotContainKey("Access-Control-Allow-Headers");
    }

    @Test
    void anEndlessListOfHeaderNamesIsNotEchoed() {
        String names = "x-a" + ",x-a".repeat(1_000);

        assertThat(rules.judge(preflight("/devices", FOREIGN, "GET", names)).headers())
                .doesNotContainKey("Access-Control-Allow-Headers");
    }

    @Test
    void aPreflightToChangeSomethingIsRefused() {
        assertRefusedOrigin(rules.judge(preflight("/devices", FOREIGN, "POST", null)));
    }

    @Test
    void askingForTheMethodsOfSomethingIsNoPreflight() {
        assertThat(rules.judge(visit("OPTIONS", "/devices", FOREIGN))).isInstanceOf(Verdict.LetIn.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void methodsThatServeAttackersOnlyAreRefused(String method) {
        Verdict verdict = rules.judge(visit(method, "localhost", "/", List.of(), null));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.status())
                .isEqualTo(405));
        assertThat(verdict.headers()).containsKey("Allow");
    }

    private static void assertRefusedOrigin(Verdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.refusal().type()).isEqualTo("OriginRefused");
        });
        assertThat(verdict.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    private static Visit visit(String method, String path, String origin) {
        return visit(method, "localhost", path, List.of(origin), null);
    }

    private static Visit visit(
            String method, String host, String path, List<String> origins, @Nullable String fetchSite) {
        return new Visit(method, "http", host, 8080, path, origins, fetchSite, null, null);
    }

    private static Visit preflight(String path, String origin, String method, @Nullable String headers) {
        return new Visit("OPTIONS", "http", "localhost", 8080, path, List.of(origin), null, method, headers);
    }
}
