// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DescriptionTest {
    @Test
    void aChannelNeedsAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.scalar(" ", "mW"))
                .withMessage("name must not be blank");
    }

    @Test
    void aShapeHasNoNegativeLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Channel("image", "", Channel.Type.INTEGER, List.of(480, -1)))
                .withMessage("shape of image must not be negative, was [480, -1]");
    }

    @Test
    void scalarsHaveNoShapeAndBlocksHaveTheirLength() {
        assertThat(Channel.scalar("power", "mW").shape()).isEmpty();
        assertThat(Channel.block("trace", "V", 1024).shape()).containsExactly(1024);
    }

    @Test
    void aShapeThatChangesLaterDoesNotChangeItsChannel() {
        List<Integer> shape = new ArrayList<>(List.of(3));
        Channel channel = new Channel("rgb", "", Channel.Type.INTEGER, shape);
        shape.set(0, -7);

        assertThat(channel.shape()).containsExactly(3);
    }

    @Test
    void aDescriptionNeedsAType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("", "Vendor", "M1", List.of()))
                .withMessage("type must not be blank");
    }

    @Test
    @SuppressWarnings("NullAway") // drivers are compiled without it
    void nullsAreNamedWhereTheyComeFrom() {
        assertThatNullPointerException()
                .isThrownBy(() -> new DeviceDescription("Detector", null, "M1", List.of()))
                .withMessage("vendor");
        assertThatNullPointerException()
                .isThrownBy(() -> Channel.scalar("power", null))
                .withMessage("unit");
    }
}
