// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

final class LeakPoliceTest {
    private final LeakPolice leaks = new LeakPolice(Duration.ofMillis(500), Duration.ZERO);
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home, Rules.DEFAULT, leaks);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        ObjectName bean = new ObjectName("tiny:type=Litter");
        if (ManagementFactory.getPlatformMBeanServer().isRegistered(bean)) {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
        }
        System.getProperties().remove("tiny.litter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            leaves-a-thread          | thread "tiny-forgotten" runs tiny.Litter (at
            leaves-a-timer           | thread "tiny-timer" is a timer with the task tiny.Litter$Tick (at
            leaves-a-hook            | the shutdown hook "tiny-hook" runs tiny.Litter
            leaves-a-bean            | the MBean tiny:type=Litter is registered
            leaves-a-database-driver | the JDBC driver tiny.Litter is registered
            leaves-a-property        | a static reference we cannot see
            """)
    void whatKeepsTheClassesOfADriverThatHasLeftIsNamed(String behaviour, String words) throws Exception {
        swap(DriverJars.driver("rig", "1.0.0").that(behaviour));
        house.until("the leak is told", () -> house.status("rig.jar").leak().isPresent());
        assertThat(house.status("rig.jar").leak().orElseThrow())
                .startsWith("version 1.0.0 cannot leave memory: ")
                .contains(words);
        assertThat(house.service().leaks()).isEqualTo(1);
    }

    @Test
    void aThreadLocalIsNamedWithItsThreadUntilThatHasEnded() throws Exception {
        swap(DriverJars.driver("rig", "1.0.0").that("leaves-a-thread-local"));
        house.until("the leak is told", () -> house.status("rig.jar").leak().isPresent());
        assertThat(house.status("rig.jar").leak().orElseThrow())
                .contains("a thread-local of thread \"stream-rig-1\" holds tiny.Litter");
        house.streams.close(); // ends the device's thread
        house.until("the leak is over", () -> {
            System.gc();
            return house.status("rig.jar").leak().isEmpty();
        });
    }

    @Test
    void aCleanDriverIsNeverAccused() throws Exception {
        DriverJars clean = DriverJars.driver("rig", "1.0.0");
        house.drop("rig.jar", clean);
        house.untilRuns("rig.jar", "1.0.0");
        WeakReference<Bundle> bundle = new WeakReference<>(house.driverBundles().get(0));
        for (int i = 1; i <= 5; i++) {
            house.drop("rig.jar", DriverJars.driver("rig", "1." + i + ".0"));
            house.untilRuns("rig.jar", "1." + i + ".0");
        }
        // With the bundle itself goes all that could be said against it.
        house.until("the first version is collected", () -> {
            System.gc();
            return bundle.get() == null;
        });
        house.until("nothing is watched any more", () -> leaks.watched() == 0);
        assertThat(house.status("rig.jar").leak()).isEmpty();
        assertThat(leaks.found()).isZero();
    }

    @Test
    void theFrameworkForgetsWhoHasUsedAService() throws Exception {
        house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
        house.untilRuns("rig.jar", "1.0.0");
        WeakReference<Bundle> bundle = new WeakReference<>(house.driverBundles().get(0));
        use(bundle.get().getBundleContext());
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0"));
        house.untilRuns("rig.jar", "1.1.0");
        house.until("the version that has left is collected", () -> {
            System.gc();
            return bundle.get() == null;
        });
    }

    private void use(BundleContext driver) {
        house.context().registerService(Runnable.class, () -> {}, null);
        var reference = driver.getServiceReference(Runnable.class);
        driver.getService(reference).run();
        driver.ungetService(reference);
    }

    private void swap(DriverJars first) throws Exception {
        house.drop("rig.jar", first);
        house.untilRuns("rig.jar", "1.0.0");
        house.until("rig-1 streams", () -> house.streamsFrom("rig-1", "1.0.0"));
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0"));
        house.untilRuns("rig.jar", "1.1.0");
    }
}
