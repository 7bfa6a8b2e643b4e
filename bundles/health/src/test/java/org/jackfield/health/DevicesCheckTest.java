// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.apache.felix.hc.api.Result.Status;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.Test;

final class DevicesCheckTest {
    private static final Clock CLOCK = Clock.fixed(Rig.TIME, ZoneOffset.UTC);

    private final Rig rig = new Rig();
    private final DevicesCheck check = new DevicesCheck(rig.known(), CLOCK, Duration.ofSeconds(5));

    @Test
    void devicesThatDoWhatTheyShouldAreCounted() {
        rig.with("pm1", DeviceState.STREAMING).with("pm2", DeviceState.OFFLINE);
        assertThat(check.execute().getStatus()).isEqualTo(Status.OK);
        assertThat(Said.by(check.execute())).containsExactly("OK 2 devices, 0 in fault, 0 hanging");
    }

    @Test
    void aHouseWithoutDevicesIsWell() {
        assertThat(check.execute().isOk()).isTrue();
    }

    @Test
    void aDeviceInFaultIsNamedWithWhatWentWrongAndSinceWhen() {
        rig.with("pm1", DeviceState.FAULT, "no answer to {}").with("pm2", DeviceState.CONNECTED, "long over");
        assertThat(check.execute().getStatus()).isEqualTo(Status.WARN);
        assertThat(Said.by(check.execute()))
                .containsExactly(
                        "WARN pm1 is in fault since 2026-03-01T09:15:00Z: IOException: no answer to {}",
                        "OK 2 devices, 1 in fault, 0 hanging");
    }

    @Test
    void aFaultThatNobodyExplainsIsAFault() {
        rig.with("pm1", DeviceState.FAULT);
        assertThat(Said.by(check.execute())).contains("WARN pm1 is in fault since 2026-03-01T09:15:00Z");
    }

    @Test
    void aDriverThatDoesNotComeBackIsCriticalAndTheStepIsNamed() {
        rig.with("pm1", Rig.busy("connect", Rig.TIME.minusSeconds(12)));
        assertThat(check.execute().getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(Said.by(check.execute()))
                .containsExactly(
                        "CRITICAL the driver of pm1 hangs in 'connect' for 12 s, since 2026-03-01T09:14:48Z",
                        "OK 1 device, 0 in fault, 1 hanging");
    }

    @Test
    void aDriverThatTakesAMomentIsLeftInPeace() {
        rig.with("pm1", Rig.busy("connect", Rig.TIME.minusSeconds(4)));
        assertThat(check.execute().isOk()).isTrue();
    }

    @Test
    void noPatienceAtAllIsRefused() {
        assertThatThrownBy(() -> new DevicesCheck(rig.known(), CLOCK, Duration.ZERO))
                .hasMessageContaining("1 s at the earliest, was PT0S");
    }
}
