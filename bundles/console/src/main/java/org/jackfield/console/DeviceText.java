// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Owner;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;

/** Devices as people read them at a terminal. */
final class DeviceText {
    private static final int ERROR_LENGTH = 100;

    private DeviceText() {}

    static Table table(List<KnownDevice> devices) {
        return new Table(
                List.of("Device", "Type", "State", "Driver", "Readers", "Sequence", "Owner", "Last error"),
                devices.stream().map(DeviceText::row).toList());
    }

    /** The same with how many samples a second come. */
    static Table table(List<KnownDevice> devices, Rates rates) {
        Map<String, Long> numbers =
                devices.stream().collect(Collectors.toMap(KnownDevice::id, KnownDevice::nextSequence));
        return table(devices).with("Rate", 3, row -> rates.of(row.key(), numbers.getOrDefault(row.key(), 0L)));
    }

    private static Table.Row row(KnownDevice device) {
        return new Table.Row(
                device.id(),
                List.of(
                        device.id(),
                        device.type(),
                        device.state().wireName(),
                        device.driver(),
                        String.valueOf(device.readers()),
                        String.valueOf(device.nextSequence()),
                        owner(device),
                        error(device)),
                actions(device));
    }

    private static List<String> actions(KnownDevice device) {
        List<String> actions = new ArrayList<>();
        switch (device.state()) {
            case OFFLINE -> {}
            case DISCONNECTED -> actions.add("connect");
            default -> actions.add("disconnect");
        }
        if (device.state() == DeviceState.STREAMING) {
            actions.add("stop");
        }
        if (device.lastError().isPresent()) {
            actions.add("forget error");
        }
        return actions;
    }

    /** What came of connecting or disconnecting; nothing yet, perhaps. */
    static String outcome(String id, Optional<DeviceInfo> info) {
        return info.map(now -> id + " is " + now.state().wireName() + ".")
                .orElse("Not done after " + Patience.USUAL.toSeconds() + " seconds; it goes on.");
    }

    private static String owner(KnownDevice device) {
        return device.owner()
                .map(owner -> owner.kind().wireName() + " " + owner.name())
                .orElse("");
    }

    private static String error(KnownDevice device) {
        return device.lastError()
                .map(error -> TextTable.shortened(error.type() + ": " + error.message(), ERROR_LENGTH))
                .orElse("");
    }

    /** All that is known of one. */
    static String of(KnownDevice device, List<CommandInfo> commands, Optional<Diagnosis> diagnosis) {
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Device", device.id()));
        facts.add(List.of("Type", device.type()));
        device.info().ifPresent(info -> addMaker(facts, info));
        facts.add(List.of("State", state(device)));
        facts.add(List.of("Driver", device.driver()));
        device.info().ifPresent(info -> addStream(facts, info));
        diagnosis.ifPresent(now -> addDiagnosis(facts, now));
        facts.add(List.of("Owner", device.owner().map(DeviceText::owner).orElse("")));
        device.configuration()
                .ifPresent(configuration -> facts.add(List.of("Configuration", named(configuration.parameters()))));
        commands.forEach(command -> facts.add(List.of("Command", command(command))));
        device.lastError().ifPresent(error -> addError(facts, error));
        return TextTable.facts(facts);
    }

    private static void addMaker(List<List<String>> facts, DeviceInfo info) {
        facts.add(List.of("Vendor", info.vendor()));
        facts.add(List.of("Model", info.model()));
    }

    private static void addStream(List<List<String>> facts, DeviceInfo info) {
        facts.add(List.of(
                "Channels", info.channels().stream().map(DeviceText::channel).collect(Collectors.joining(", "))));
        facts.add(List.of("Readers", String.valueOf(info.readers())));
        facts.add(List.of("Sequence", String.valueOf(info.nextSequence())));
        facts.add(List.of("Not taken", info.refusedSamples() == 0 ? "" : info.refusedSamples() + " samples"));
        info.refused().forEach(claim -> facts.add(List.of("Turned down", claim)));
    }

    private static void addDiagnosis(List<List<String>> facts, Diagnosis diagnosis) {
        facts.add(List.of("Ring", DiagnosisText.ring(diagnosis)));
        String head = "Thread";
        for (String line : DiagnosisText.thread(diagnosis).split("\n", -1)) {
            facts.add(List.of(head, line));
            head = "";
        }
    }

    private static void addError(List<List<String>> facts, ErrorRecord error) {
        facts.add(List.of(
                "Last error",
                error.type() + ": " + error.message() + " (" + error.origin() + ", "
                        + error.time().truncatedTo(ChronoUnit.SECONDS) + ")"));
        error.traceback().lines().forEach(line -> facts.add(List.of("", line.strip())));
    }

    private static String state(KnownDevice device) {
        String state = device.state().wireName();
        return device.info()
                .map(info -> state + " since " + info.since().truncatedTo(ChronoUnit.SECONDS))
                .orElse(state);
    }

    private static String owner(Owner owner) {
        String since = owner.kind().wireName() + " " + owner.name() + " since "
                + owner.since().truncatedTo(ChronoUnit.SECONDS);
        return owner.until()
                .map(until -> since + " until " + until.truncatedTo(ChronoUnit.SECONDS))
                .orElse(since);
    }

    private static String channel(Channel channel) {
        return channel.unit().isEmpty() ? channel.name() : channel.name() + " [" + channel.unit() + "]";
    }

    private static String command(CommandInfo command) {
        String parameters =
                command.parameters().stream().map(DeviceText::parameter).collect(Collectors.joining(", "));
        return (command.name() + "(" + parameters + ")  " + command.doc()).strip();
    }

    private static String parameter(CommandInfo.Parameter parameter) {
        String typed = parameter.name() + ": " + parameter.type().wireName()
                + (parameter.unit().isEmpty() ? "" : " [" + parameter.unit() + "]");
        return parameter.required() ? typed : typed + " = " + Typed.shown(parameter.preset());
    }

    /** {@code name=value} of each. */
    static String named(Map<String, ? extends @Nullable Object> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Typed.shown(entry.getValue()))
                .collect(Collectors.joining(" "));
    }
}
