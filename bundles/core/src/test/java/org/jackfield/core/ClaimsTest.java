// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClaimsTest {
    private final Claims claims = new Claims();
    private final Claim first = TestClaim.of("org.vendor", "1.0.0", 10);
    private final Claim newer = TestClaim.of("org.vendor", "1.1.0", 20);
    private final Claim newest = TestClaim.of("org.vendor", "1.2.0", 30);
    private final Claim stranger = TestClaim.of("com.other", "9.0.0", 99);

    @Test
    void nobodyClaimsAtFirst() {
        assertThat(claims.best()).isNull();
        assertThat(claims.isEmpty()).isTrue();
        assertThat(claims.refusals()).isEmpty();
    }

    @Test
    void theNewestInstallationOfADriverServes() {
        claims.add(newer);
        claims.add(first);
        assertThat(claims.best()).isEqualTo(newer);

        claims.add(newest);
        assertThat(claims.best()).isEqualTo(newest);
        assertThat(claims.refusals()).as("to be replaced is not to be refused").isEmpty();

        claims.remove(newest);
        assertThat(claims.best()).isEqualTo(newer);
    }

    @Test
    void anotherDriverIsRefusedUntilTheFirstHasGone() {
        claims.add(first);
        claims.add(stranger);
        claims.add(newer);
        assertThat(claims.best()).isEqualTo(newer);
        assertThat(claims.refusals())
                .containsExactly("com.other 9.0.0 claims it too, but it belongs to org.vendor 1.1.0");

        claims.remove(first);
        assertThat(claims.best()).isEqualTo(newer);
        claims.remove(newer);
        assertThat(claims.best()).isEqualTo(stranger);

        claims.add(first);
        assertThat(claims.best()).as("it has the device now").isEqualTo(stranger);
    }

    @Test
    void ofTwoClaimsOfOneInstallationTheFirstServes() {
        Claim again = TestClaim.of("org.vendor", "1.0.0", 10);
        claims.add(again);
        claims.add(first);

        assertThat(claims.best()).isEqualTo(first);
        assertThat(claims.refusals())
                .containsExactly("org.vendor 1.0.0 claims it twice; the claim that came first serves");
    }

    @Test
    void aClaimThatCouldNotBeActivatedIsPassedOver() {
        claims.add(first);
        claims.add(newer);
        claims.unfit(newer);
        assertThat(claims.best()).isEqualTo(first);
        assertThat(claims.refusals()).containsExactly("org.vendor 1.1.0 could not be activated");

        claims.add(newest);
        claims.unfit(newest);
        assertThat(claims.best()).as("neither is tried again").isEqualTo(first);
        assertThat(claims.refusals()).hasSize(2);
    }

    @Test
    void aClaimThatWasPassedOverIsTriedAgainWhenThereIsNoOther() {
        claims.add(first);
        claims.add(newer);
        claims.unfit(newer);
        claims.remove(first);

        assertThat(claims.best()).isEqualTo(newer);
        assertThat(claims.refusals()).isEmpty();
    }
}
