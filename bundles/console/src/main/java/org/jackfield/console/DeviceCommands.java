// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.inventory.DeviceType;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStreams;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The devices for who sits at a Gogo shell. Gogo finds the commands by the properties and calls the methods of their
 * names. Stateless.
 */
@Component(
        service = DeviceCommands.class,
        property = {
            "osgi.command.scope=jackfield",
            "osgi.command.function=devices",
            "osgi.command.function=device",
            "osgi.command.function=types",
            "osgi.command.function=call"
        })
public final class DeviceCommands {
    private static final Caller CALLER = Caller.named("the administrator at the terminal");
    private static final String USAGE =
            """
            expected one of
              device ID
              device add ID TYPE [name=value ...]
              device change ID name=value ...
              device remove ID
              device connect ID
              device disconnect ID""";

    private final KnownDevices known;
    private final Devices devices;
    private final DeviceInventory inventory;

    @Activate
    public DeviceCommands(
            @Reference DeviceStreams streams, @Reference Devices devices, @Reference DeviceInventory inventory) {
        this.devices = devices;
        this.inventory = inventory;
        known = new KnownDevices(streams, devices, inventory);
    }

    /** {@code jackfield:devices}: all of them, one a line. */
    @Descriptor("all devices, one a line")
    public String devices() {
        return devices("*");
    }

    /** {@code jackfield:devices 'daq*'}: those whose names are like it; {@code *} and {@code ?} as in file names. */
    @Descriptor("the devices whose names are like it")
    public String devices(@Descriptor("a name with * and ? as in file names, in quotes") String pattern) {
        Pattern like = Pattern.compile(pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining()));
        List<KnownDevice> found = known.all().stream()
                .filter(device -> like.matcher(device.id()).matches())
                .toList();
        return found.isEmpty() ? "No devices." : DeviceText.table(found).text();
    }

    /** {@code jackfield:device daq1}, or something to do and what it is to be done with. */
    @Descriptor("all about one device, or: add, change, remove, connect or disconnect one")
    public String device(@Descriptor("a name, or what to do, a name and what it takes") String... words)
            throws InterruptedException {
        List<String> all = List.of(words);
        if (all.size() == 1) {
            return detail(all.get(0));
        }
        if (all.size() < 2) {
            throw new IllegalArgumentException(USAGE);
        }
        String id = all.get(1);
        List<String> rest = all.subList(2, all.size());
        return switch (all.get(0)) {
            case "add" -> add(id, rest);
            case "change" -> change(id, rest);
            case "remove" -> remove(id, rest);
            case "connect" -> await(known.controlled(id).connect(), id, rest);
            case "disconnect" -> await(known.controlled(id).disconnect(CALLER), id, rest);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    /** {@code jackfield:types}: what a device can be. */
    @Descriptor("what a device can be")
    public String types() {
        List<DeviceType> types = inventory.types();
        return types.isEmpty()
                ? "No types; install a driver."
                : TypeText.devices(types).text();
    }

    /** {@code jackfield:types Detector}: what one has to say of it. */
    @Descriptor("one type with its settings")
    public String types(@Descriptor("as types lists it") String name) {
        return inventory
                .type(name)
                .map(TypeText::of)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no device type " + name + "; jackfield:types lists those there are"));
    }

    /** {@code jackfield:call daq1 setRate 50} or {@code rate=50}; what it answers. */
    @Descriptor("has a device do something and says what it answers")
    public String call(
            @Descriptor("the device") String id,
            @Descriptor("one of its commands, as device lists them") String method,
            @Descriptor("values in order, or name=value; JSON in quotes") String... arguments)
            throws InterruptedException {
        ControlledDevice device = known.controlled(id);
        Typed typed = Typed.arguments(List.of(arguments));
        Duration longest = device.commands().stream()
                .filter(command -> command.name().equals(method))
                .map(command -> command.timeout().plus(Patience.USUAL)) // the device may be busy before
                .findAny()
                .orElse(Patience.USUAL);
        return Patience.await(device.call(CALLER, new CommandCall(method, typed.positional(), typed.named())), longest)
                .map(result -> TextTable.line(Typed.shown(result.value())))
                .orElse("No answer after " + longest.toSeconds() + " seconds; the device is still about it.");
    }

    private String detail(String id) {
        List<CommandInfo> commands =
                devices.find(id).map(ControlledDevice::commands).orElse(List.of());
        return known.find(id)
                .map(device -> DeviceText.of(device, commands, known.diagnosis(id)))
                .orElseThrow(() -> KnownDevices.unknown(id));
    }

    private String add(String id, List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        Map<String, @Nullable Object> parameters = Typed.parameters(words.subList(1, words.size()));
        return configured(() -> inventory.add(id, words.get(0), parameters));
    }

    private String change(String id, List<String> words) {
        Map<String, @Nullable Object> parameters = Typed.parameters(words);
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        return configured(() -> inventory.change(id, parameters).configuration());
    }

    private String remove(String id, List<String> rest) {
        checkNone(rest);
        DeviceConfiguration before = inventory.find(id).orElseThrow(() -> KnownDevices.unknown(id));
        configured(() -> {
            inventory.remove(id);
            return before;
        });
        return id + " is removed.";
    }

    private static String configured(Supplier<DeviceConfiguration> work) {
        try {
            DeviceConfiguration done = work.get();
            return (done.deviceId() + " (" + done.type() + ") " + DeviceText.named(done.parameters())).strip();
        } catch (InventoryRefused e) {
            throw new IllegalArgumentException(inOneLine(e), e);
        }
    }

    private static String inOneLine(InventoryRefused refused) {
        String problems = refused.problems().stream()
                .map(problem -> problem.field() + ": expected " + problem.expected() + ", came " + problem.came())
                .collect(Collectors.joining("; "));
        return problems.isEmpty() ? String.valueOf(refused.getMessage()) : problems;
    }

    private static String await(CompletionStage<DeviceInfo> work, String id, List<String> rest)
            throws InterruptedException {
        checkNone(rest);
        return DeviceText.outcome(id, Patience.await(work, Patience.USUAL));
    }

    private static void checkNone(List<String> rest) {
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
    }
}
