// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to serve one device. The driver that came first has it; a newer installation of the same driver
 * takes over, anybody else is refused until the first is gone. One thread at a time.
 */
final class Claims {
    private static final Comparator<Claim> NEWEST_INSTALLATION_FIRST_COME = Comparator.comparingLong(
                    (Claim claim) -> -claim.driver().bundleId())
            .thenComparingLong(Claim::serviceId);

    private final List<Claim> all = new ArrayList<>();
    private String holder = "";
    private final Set<Claim> unfit = new HashSet<>();
    /** Where the claim that left last came from. No claim itself: it would hold its driver's classes. */
    private String left = "";

    void add(Claim claim) {
        all.add(claim);
    }

    void remove(Claim claim) {
        all.remove(claim);
        left = claim.configuration();
        unfit.remove(claim);
    }

    boolean contains(Claim claim) {
        return all.contains(claim);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether nothing but that configuration wants the device; or wanted it, while nobody does. */
    boolean comeFrom(String configuration) {
        return all.isEmpty()
                ? left.equals(configuration)
                : all.stream().allMatch(claim -> claim.configuration().equals(configuration));
    }

    /** Passes over a claim whose driver could not be activated, while another one can serve. */
    void unfit(Claim claim) {
        unfit.add(claim);
    }

    /** Who is to serve; null when nobody can. */
    @Nullable
    Claim best() {
        if (all.isEmpty()) {
            return null;
        }
        if (all.stream().noneMatch(this::isHolders)) {
            holder = all.get(0).driver().name();
        }
        return all.stream()
                .filter(this::isHolders)
                .min(Comparator.comparing((Claim claim) -> unfit.contains(claim))
                        .thenComparing(NEWEST_INSTALLATION_FIRST_COME))
                .orElse(null);
    }

    private boolean isHolders(Claim claim) {
        return claim.driver().name().equals(holder);
    }

    /** Why each that does not serve does not, in words; one that is being replaced is not refused. */
    List<String> refusals() {
        Claim best = best();
        List<String> refusals = new ArrayList<>();
        for (Claim claim : all) {
            if (best == null || claim.equals(best)) {
                continue;
            }
            if (unfit.contains(claim)) {
                refusals.add(claim.label() + " could not be activated");
            } else if (!claim.driver().name().equals(best.driver().name())) {
                refusals.add(claim.label() + " claims it too, but it belongs to " + best.label());
            } else if (claim.driver().bundleId() == best.driver().bundleId()) {
                refusals.add(claim.label() + " claims it twice; the claim that came first serves");
            }
        }
        return refusals;
    }
}
