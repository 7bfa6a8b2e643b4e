// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shell's {@code help} has to say of our commands. */
final class DescriptionsTest {
    static Stream<Method> commands() {
        return List.of(
                        ClientCommands.class,
                        DeviceCommands.class,
                        DriverCommands.class,
                        StreamCommands.class,
                        TaskCommands.class)
                .stream()
                .flatMap(commands -> Arrays.stream(commands.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndWhatItTakesIsDescribed(Method command) {
        assertThat(command.getAnnotation(Descriptor.class)).isNotNull();
        for (Parameter parameter : command.getParameters()) {
            if (parameter.getType() != CommandSession.class) {
                Annotation said = parameter.getAnnotation(Descriptor.class);
                assertThat(said).as(parameter.toString()).isNotNull();
            }
        }
    }
}
