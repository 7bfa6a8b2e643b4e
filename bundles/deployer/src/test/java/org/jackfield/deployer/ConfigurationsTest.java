// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.felix.cm.impl.ConfigurationManager;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.SynchronousConfigurationListener;

final class ConfigurationsTest {
    @AutoClose
    private House house;

    private ConfigurationAdmin admin;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home);
        house.context()
                .installBundle(ConfigurationManager.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .start();
        admin = Objects.requireNonNull(
                house.context().getService(house.context().getServiceReference(ConfigurationAdmin.class)));
    }

    @Test
    void aFactoryConfigurationReachesEveryVersionOfItsDriver() throws Exception {
        Configuration before = device(admin.getFactoryConfiguration("org.example.Rig", "before", null));
        Configuration bound = device(admin.getFactoryConfiguration("org.example.Rig", "bound", "driver:old"));
        FreeConfigurations free = new FreeConfigurations(admin);
        assertThat(before.getBundleLocation()).isEqualTo("?");
        assertThat(bound.getBundleLocation()).isEqualTo("?");

        house.context().registerService(SynchronousConfigurationListener.class, free, null);
        Configuration after = device(admin.createFactoryConfiguration("org.example.Rig(x)", null));
        assertThat(after.getBundleLocation()).isEqualTo("?");
        after.setBundleLocation("driver:old");
        assertThat(after.getBundleLocation()).isEqualTo("?");
    }

    @Test
    void aConfigurationThatIsNoDevicesIsLeftAsItIs() throws Exception {
        Configuration single = device(admin.getConfiguration("org.example.Single", "somebody"));
        house.context().registerService(SynchronousConfigurationListener.class, new FreeConfigurations(admin), null);
        single.update(FrameworkUtil.asDictionary(Map.of("changed", true)));
        assertThat(single.getBundleLocation()).isEqualTo("somebody");
    }

    @Test
    void aConfigurationGoesWithItsFileEvenIfThatWasDeletedWhileNobodyWatched() throws Exception {
        Path folder = Files.createDirectory(house.home.resolve("config"));
        fromFile("kept", Files.createFile(folder.resolve("kept.cfg")));
        fromFile("orphan", folder.resolve("orphan.cfg"));
        fromFile("unmounted", house.home.resolve("elsewhere/unmounted.cfg"));
        device(admin.getFactoryConfiguration("org.example.Rig", "by-hand", "?"));
        new OrphanedConfigurations(admin);
        assertThat(Arrays.stream(admin.listConfigurations(null)).map(Configuration::getPid))
                .containsExactlyInAnyOrder(
                        "org.example.Rig~kept", "org.example.Rig~unmounted", "org.example.Rig~by-hand");
    }

    private void fromFile(String name, Path file) throws Exception {
        admin.getFactoryConfiguration("org.example.Rig", name, "?")
                .update(FrameworkUtil.asDictionary(
                        Map.of("felix.fileinstall.filename", file.toUri().toString())));
    }

    private static Configuration device(Configuration configuration) throws Exception {
        configuration.update(FrameworkUtil.asDictionary(Map.of("device.id", "rig-1")));
        return configuration;
    }
}
