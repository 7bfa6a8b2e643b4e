// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandInfo.Parameter;
import org.jackfield.control.ControlRefused;
import org.jackfield.device.Channel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be meant is refused before anything is done with a device. */
final class StartChecksTest {
    private static final Map<String, Object> SWEEP = Map.of(
            "device",
            "stage",
            "command",
            "move",
            "argument",
            "mm",
            "from",
            0,
            "to",
            0.3,
            "steps",
            4,
            "read",
            Map.of("device", "pm1", "channel", "power"));

    @TempDir
    Path data;

    @AutoClose
    private TestHouse house;

    private TestDevice pm1;

    @BeforeEach
    void open() {
        house = new TestHouse(data);
        pm1 = house.devices.add("pm1").described(List.of("power", "range"));
        house.devices.add("stage").described(List.of("mm"), command("move", "mm", "speed"), command("home"));
    }

    private static CommandInfo command(String name, String... parameters) {
        List<Parameter> described = new ArrayList<>();
        for (String parameter : parameters) {
            described.add(new Parameter(
                    parameter,
                    CommandInfo.Type.NUMBER,
                    false,
                    null,
                    "",
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
        }
        return new CommandInfo(name, described, "", "", Duration.ofSeconds(1));
    }

    private static Map<String, Object> sweep(String key, Object value) {
        Map<String, Object> parameters = new HashMap<>(SWEEP);
        parameters.put(key, value);
        return parameters;
    }

    private void refuses(String type, Map<String, Object> parameters, String words) {
        assertThatThrownBy(() -> house.tasks.start("t1", type, parameters))
                .isInstanceOfSatisfying(ControlRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(ControlRefused.Reason.INVALID))
                .hasMessageContaining(words);
        assertThat(house.tasks.find("t1")).isEmpty();
        assertThat(house.devices.owners()).isEmpty();
    }

    @Test
    void aCommandThatTheDeviceDoesNotHaveIsRefusedAndThoseItHasAreNamed() {
        refuses(
                "Sweep",
                sweep("command", "mvoe"),
                "stage has the commands [move, home]; command must be one of them, was 'mvoe'");
        refuses(
                "Sweep",
                sweep("argument", "cm"),
                "move of stage has the parameters [mm, speed]; argument must be one of them, was 'cm'");
        refuses("Sweep", sweep("arguments", Map.of("sped", 1)), "each of arguments must be one of them, was 'sped'");
        refuses(
                "Sequence",
                Map.of("tasks", List.of(Map.of("type", "Sweep", "params", sweep("command", "mvoe")))),
                "was 'mvoe'");
    }

    @Test
    void aChannelThatTheDeviceDoesNotHaveIsRefusedAndThoseItHasAreNamed() {
        refuses(
                "Sweep",
                sweep("read", Map.of("device", "pm1", "channel", "powr")),
                "pm1 has the channels [power, range]; channel must be one of them, was 'powr'");
        refuses("Monitor", Map.of("device", "pm1", "channel", "powr", "above", 1), "was 'powr'");
        refuses("Monitor", Map.of("device", "pm1", "above", 1), "channel must be one of them, was not given");
    }

    @Test
    void aChannelThatHoldsNoNumbersIsRefused() {
        pm1.with(new Channel("timestamp", "", Channel.Type.TEXT, List.of()));
        refuses(
                "Monitor",
                Map.of("device", "pm1", "channel", "timestamp", "above", 1),
                "pm1.timestamp must hold numbers to be reckoned with, it holds text");
        refuses("Sweep", sweep("read", Map.of("device", "pm1", "channel", "timestamp")), "it holds text");
        house.devices.add("cam").described(List.of()).with(new Channel("image", "", Channel.Type.BYTES, List.of(9)));
        refuses("Monitor", Map.of("device", "cam", "above", 1), "cam.image must hold numbers");
    }

    @Test
    void whatIsSweptIsNotSetOtherwiseToo() {
        refuses(
                "Sweep",
                sweep("arguments", Map.of("mm", 7)),
                "arguments must leave out 'mm', which is swept, was [mm]");
    }

    @Test
    void aDeviceThatAPartNamesIsLookedForBeforeAnythingStarts() {
        assertThatThrownBy(() -> house.tasks.start(
                        "t1",
                        "Sequence",
                        Map.of(
                                "tasks",
                                List.of(Map.of("type", "Monitor", "params", Map.of("device", "nobody", "above", 1))))))
                .hasMessageContaining("DeviceNotFound: No device found with ID: 'nobody'");
    }

    private List<Object> stepsOf(Object from, Object to, int count) {
        TestDevice open = house.devices.add("open");
        String taskId = "t" + from + count;
        house.tasks.start(
                taskId,
                "Sweep",
                Map.of(
                        "device",
                        "open",
                        "command",
                        "set",
                        "argument",
                        "x",
                        "from",
                        from,
                        "to",
                        to,
                        "steps",
                        count,
                        "read",
                        Map.of("device", "open")));
        for (int calls = 1; calls <= count; calls++) {
            int made = calls;
            Until.holds("it is set", () -> open.calls.size() >= made);
            Until.holds("it is read", () -> {
                open.sample(1);
                return open.calls.size() > made || house.journal.of(taskId).contains("task_ended");
            });
        }
        return open.calls.stream().map(call -> call.named().get("x")).toList();
    }

    @Test
    void stepsAreWhatPeopleExpectAndNeverOverflow() {
        assertThat(stepsOf(0, 0.3, 4)).isEqualTo(List.of(0.0, 0.1, 0.2, 0.3));
        assertThat(stepsOf(-1e308, 1e308, 5)).isEqualTo(List.of(-1e308, -5e307, 0.0, 5e307, 1e308));
        assertThat(stepsOf(3, 1, 3)).isEqualTo(List.of(3.0, 2.0, 1.0));
        assertThat(stepsOf(2, 2, 1)).isEqualTo(List.of(2.0));
        refuses("Sweep", sweep("to", Double.POSITIVE_INFINITY), "to must be a number");
    }

    @Test
    void aMonitorNamesTheOnlyChannelThatThereIs() {
        TestDevice lamp = house.devices.add("lamp").described(List.of("volts"));
        house.tasks.start("t1", "Monitor", Map.of("device", "lamp", "above", 5));
        lamp.awaitReaders(1);
        lamp.sample(6);

        assertThat(house.journal.first("monitor_alarm").facts()).containsEntry("channel", "volts");
        Until.holds(
                "it is told", () -> house.tasks.find("t1").orElseThrow().text().equals("lamp.volts = 6.0, alarm"));
        assertThat(lamp.views).isEmpty();
        assertThat(pm1.readers).hasValue(0);
    }
}
