// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jackfield.control.Owner;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands as Gogo itself understands them. */
final class DeviceCommandsTest {
    private final HouseOfDevices house = new HouseOfDevices();
    private final MemoryInventory inventory = new MemoryInventory();
    private final Shell shell = new Shell();

    @BeforeEach
    void offerTheCommands() {
        shell.offer(new DeviceCommands(house, house.control(), inventory), "devices", "device", "types", "call");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private String type(String line) throws Exception {
        return shell.type(line);
    }

    @Test
    void theDevicesAreATableWithThoseThatNobodyServes() throws Exception {
        house.add("daq1").lastError = Optional.of(HouseOfDevices.error("IOException", "port\u001b[31m\nclosed"));
        house.add("daq2").owner =
                Optional.of(new Owner(Owner.Kind.TASK, "run7", HouseOfDevices.TIME, Optional.empty()));
        type("device add stage Detector port=com1");

        assertThat(type("devices"))
                .isEqualTo(
                        """
                        DEVICE  TYPE      STATE      DRIVER               READERS  SEQUENCE  OWNER      LAST ERROR
                        daq1    Detector  streaming  acme.detector 1.2.0  2        1235                 IOException: port [31m closed
                        daq2    Detector  streaming  acme.detector 1.2.0  2        1235      task run7
                        stage   Detector  offline                         0        0""");
    }

    @Test
    void aPatternPicksDevices() throws Exception {
        house.add("daq1");
        house.add("stage.x");

        assertThat(type("devices 'd*'")).contains("daq1").doesNotContain("stage.x");
        assertThat(type("devices 'stage?x'")).contains("stage.x").doesNotContain("daq1");
        assertThat(type("devices q")).isEqualTo("No devices.");
    }

    @Test
    void aDeviceIsToldInFull() throws Exception {
        house.add("daq1").lastError = Optional.of(HouseOfDevices.error("IOException", "port closed"));
        type("device add daq1 Detector port=com1");

        assertThat(type("device daq1"))
                .isEqualTo(
                        """
                        Device         daq1
                        Type           Detector
                        Vendor         Acme
                        Model          D-1
                        State          streaming since 2026-03-01T09:15:00Z
                        Driver         acme.detector 1.2.0
                        Channels       power [mW]
                        Readers        2
                        Sequence       1235
                        Ring           25 %: 1024 frames, 65536 bytes, from 211 on
                        Thread         device daq1
                        Configuration  port=com1
                        Command        setRate(rate: number [Hz])  Samples a second.
                        Last error     IOException: port closed (device, 2026-03-01T09:15:00Z)""");
    }

    @Test
    void aDeviceIsAddedChangedAndRemoved() throws Exception {
        assertThat(type("device add daq1 Detector rate=5 port=com1 label='two words' on=true"))
                .isEqualTo("daq1 (Detector) label=two words on=true port=com1 rate=5");
        assertThat(type("device change daq1 rate=7 port=null"))
                .contains("rate=7")
                .doesNotContain("port");
        assertThat(type("device add daq2 Detector '{\"rate\": 2.5, \"axes\": [1, 2]}'"))
                .isEqualTo("daq2 (Detector) axes=[1,2] rate=2.5");
        assertThat(type("device remove daq1")).isEqualTo("daq1 is removed.");
        assertThat(inventory.all()).extracting("deviceId").containsExactly("daq2");
    }

    @Test
    void aDeviceIsConnectedAndDisconnected() throws Exception {
        house.add("daq1").state = DeviceState.DISCONNECTED;

        assertThat(type("device connect daq1")).isEqualTo("daq1 is connected.");
        assertThat(type("device disconnect daq1")).isEqualTo("daq1 is disconnected.");
        assertThat(house.told).containsExactly("daq1 connect", "daq1 disconnect");
    }

    @Test
    void aCommandIsCalledWithJsonOrPlainText() throws Exception {
        house.add("daq1");

        assertThat(type("call daq1 setRate 50")).isEqualTo("{\"ok\":[1,null]}");
        type("call daq1 label hello '\"12\"' 001 rate=2.5 axes='[1, 2]'");
        assertThat(house.told)
                .containsExactly("daq1.setRate[50]{}", "daq1.label[hello, 12, 001]{rate=2.5, axes=[1, 2]}");
    }

    @Test
    void aTypeTellsWhatItWantsToKnow() throws Exception {
        assertThat(type("types"))
                .isEqualTo(
                        """
                        TYPE      TITLE            DRIVER
                        Detector  Photon detector  acme.detector 1.2.0""");
        assertThat(type("types Detector"))
                .isEqualTo(
                        """
                        Detector: Photon detector. Counts photons.
                        PARAMETER  TYPE          DEFAULT     MEANING
                        port       string        (required)  Where it is plugged in.
                        rate       number 1..50  10
                        gain       low|high      low""");
    }

    @Test
    void aRefusalIsOneLine() throws Exception {
        type("device add stage Detector port=com1");
        house.add("daq1").owner =
                Optional.of(new Owner(Owner.Kind.TASK, "run7", HouseOfDevices.TIME, Optional.empty()));

        refuses("device no", "there is no device no; jackfield:devices lists those there are");
        refuses("device remove no", "there is no device no; jackfield:devices lists those there are");
        refuses("device connect stage", "stage is configured, but no driver serves it; its type is Detector");
        refuses("device add x Detector rate=fast", "rate: expected a number, came \"fast\"");
        refuses("device change no rate=5", "No device found with ID: no");
        refuses("device add x Detector '{\"rate\": '", "expected JSON, came {\"rate\":");
        refuses("device add x Detector rate", "expected name=value or one JSON object in quotes, came rate");
        refuses("device add x Detector a=1 a=2", "expected a once, came twice");
        refuses("call daq1 setRate 50", "DeviceInUse: daq1 belongs to run7");
        refuses("types No", "there is no device type No; jackfield:types lists those there are");
        for (String line : List.of("device", "device add x", "device change x", "device paint x")) {
            assertThatThrownBy(() -> type(line)).as(line).hasMessageContaining("device add ID TYPE [name=value ...]");
        }
    }

    private void refuses(String line, String answer) {
        assertThatThrownBy(() -> type(line))
                .as(line)
                .message()
                .startsWith(answer)
                .doesNotContain("\n");
    }
}
