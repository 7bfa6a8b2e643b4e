// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DeployerTest {
    @AutoClose
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home);
    }

    @Test
    void watchesOnAThreadOfItsOwnUntilItIsDeactivated() throws Exception {
        Deployer deployer =
                new Deployer(house.context(), house.streams, new NotedEvents(), config(Map.of("poll_millis", 10L)));
        house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
        awaitRunning(deployer, "1.0.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0"));
        awaitRunning(deployer, "1.1.0");
        assertThat(threads()).contains("jackfield-deployer");
        deployer.deactivate();
        awaitEnd();
        assertThat(house.streamsFrom("rig-1", "1.1.0")).isTrue();
    }

    /** The thread is not waited for longer than a moment. */
    private static void awaitEnd() {
        while (threads().contains("jackfield-deployer")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDriverThatHangsDoesNotHoldUpTheEnd() throws Exception {
        Deployer deployer =
                new Deployer(house.context(), house.streams, new NotedEvents(), config(Map.of("poll_millis", 10L)));
        house.drop("hang.jar", DriverJars.driver("hang", "1.0.0").that("hangs-in-start"));
        while (deployer.all().stream().noneMatch(driver -> driver.state().equals("starting"))) {
            Thread.onSpinWait();
        }
        deployer.deactivate();
        awaitEnd();
    }

    @Test
    void aConfigurationThatMakesNoSenseIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> new Deployer(
                        house.context(), house.streams, new NotedEvents(), config(Map.of("poll_millis", 5L))))
                .hasMessage("poll.millis must be 10 to 60000, was 5");
        assertThatThrownBy(() -> new Deployer(
                        house.context(), house.streams, new NotedEvents(), config(Map.of("jar_max_entries", 0))))
                .hasMessageContaining("must be at least 1, were 67108864, 0 and 536870912");
        assertThatThrownBy(() -> new Deployer(
                        house.context(),
                        house.streams,
                        new NotedEvents(),
                        config(Map.of("handover_deadline_millis", 1000L))))
                .hasMessageContaining("were 1000, 2000 and 3000");
    }

    private static void awaitRunning(Deployer deployer, String version) {
        while (deployer.all().stream()
                .noneMatch(driver ->
                        driver.state().equals("running") && driver.version().equals(version))) {
            Thread.onSpinWait();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static DeployerConfig config(Map<String, Object> values) {
        return (DeployerConfig) Proxy.newProxyInstance(
                DeployerConfig.class.getClassLoader(),
                new Class<?>[] {DeployerConfig.class},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
