// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.inventory.InventoryRefused.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;

final class ConcurrencyTest {
    private House house;
    private ExecutorService threads;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home);
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        house.close();
    }

    @Test
    void ofTwentyWhoAddOneDeviceAtOnceExactlyOneDoes() throws Exception {
        house.withRig();
        for (int round = 0; round < 20; round++) {
            String deviceId = "rig-" + round;
            CyclicBarrier start = new CyclicBarrier(20);
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String port = "usb" + i;
                attempts.add(threads.submit(() -> {
                    start.await();
                    return adds(deviceId, port);
                }));
            }
            int winners = 0;
            for (Future<Boolean> attempt : attempts) {
                winners += attempt.get(30, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
            assertThat(house.admin.listConfigurations("(device.id=" + deviceId + ")"))
                    .hasSize(1);
        }
    }

    @Test
    void aDeviceThatIsAddedWhileItsDriverIsSwappedReachesTheNextVersion() throws Exception {
        Bundle present = house.driver("org.example.rigs", "1.0.0", "org.example.Rig");
        Received received = receivedBy(present);
        int devices = 0;
        for (int version = 2; version < 12; version++) {
            int first = devices;
            CyclicBarrier start = new CyclicBarrier(2);
            Future<Integer> adding = threads.submit(() -> {
                start.await();
                return add(first, 20);
            });
            start.await();
            Bundle next = house.driver("org.example.rigs", version + ".0.0", "org.example.Rig");
            received = receivedBy(next);
            present.uninstall();
            present = next;
            devices += adding.get(30, TimeUnit.SECONDS);
            Received now = received;
            int expected = devices;
            house.until(
                    "version " + version + " has every device", () -> now.ids().size() == expected);
        }
        assertThat(house.inventory.all())
                .hasSize(200)
                .extracting(DeviceConfiguration::type)
                .containsOnly("Rig");
        assertThat(house.inventory.types()).hasSize(1);
        assertThat(house.inventory.type("Rig").orElseThrow().version()).isEqualTo("11.0.0");
    }

    @Test
    void whoeverReadsMeanwhileSeesDevicesWhole() throws Exception {
        house.withRig();
        Future<Integer> adding = threads.submit(() -> {
            int added = add(0, 200);
            for (int i = 0; i < added; i++) {
                house.inventory.remove("n" + i);
            }
            return added;
        });
        Callable<Boolean> reading = () -> {
            while (!adding.isDone()) {
                assertThat(house.inventory.all())
                        .allSatisfy(device -> assertThat(device.parameters()).isEqualTo(Map.of("port", "usb0")));
            }
            return true;
        };
        List<Future<Boolean>> readers = List.of(threads.submit(reading), threads.submit(reading));
        assertThat(adding.get(60, TimeUnit.SECONDS)).isEqualTo(200);
        for (Future<Boolean> reader : readers) {
            assertThat(reader.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(house.inventory.all()).isEmpty();
    }

    private int add(int first, int count) {
        for (int i = first; i < first + count; i++) {
            house.inventory.add("n" + i, "Rig", Map.of("port", "usb0"));
        }
        return count;
    }

    private boolean adds(String deviceId, String port) {
        try {
            house.inventory.add(deviceId, "Rig", Map.of("port", port));
            return true;
        } catch (InventoryRefused e) {
            assertThat(e.reason()).isEqualTo(Reason.DEVICE_EXISTS);
            return false;
        }
    }

    private Received receivedBy(Bundle driver) throws Exception {
        Received received = new Received(house.admin, new ConcurrentSkipListSet<>());
        driver.getBundleContext().registerService(ConfigurationListener.class, received, null);
        received.look();
        return received;
    }

    /**
     * What a driver's components are made of. Declarative Services listen and then list, as here; configurations
     * that are pushed to a {@code ManagedServiceFactory} can miss one that registers in that moment.
     */
    private record Received(ConfigurationAdmin admin, Set<String> ids) implements ConfigurationListener {
        @Override
        public void configurationEvent(ConfigurationEvent event) {
            if (event.getType() == ConfigurationEvent.CM_UPDATED) {
                look();
            }
        }

        void look() {
            try {
                Configuration[] all = admin.listConfigurations("(service.factoryPid=org.example.Rig)");
                for (Configuration one : all == null ? new Configuration[0] : all) {
                    ids.add(String.valueOf(one.getProperties().get("device.id")));
                }
            } catch (IOException | InvalidSyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
