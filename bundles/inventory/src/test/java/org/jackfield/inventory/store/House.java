// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.felix.cm.impl.ConfigurationManager;
import org.apache.felix.fileinstall.ArtifactListener;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.metatype.MetaDataReader;
import org.jackfield.inventory.DeviceInventory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.metatype.MetaTypeService;

/**
 * A framework with Configuration Admin, Metatype and, once a folder is there to be watched, File Install, set as
 * in the product; and an inventory over them. What is in its folder outlives it, as a home does.
 */
final class House implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    final Path config;
    final Framework framework;
    final ConfigurationAdmin admin;
    final ServedDevices streams = new ServedDevices();
    final DeviceInventory inventory;
    private final ConfiguredDevices component;

    House(Path home) throws IOException, BundleException {
        config = Files.createDirectories(home.resolve("config"));
        framework = new FrameworkFactory().newFramework(settings(home));
        framework.start();
        install(ConfigurationManager.class);
        install(MetaDataReader.class);
        admin = service(ConfigurationAdmin.class);
        component = new ConfiguredDevices(
                context(), service(MetaTypeService.class), admin, streams, Duration.ofMillis(100));
        inventory = component;
        context().registerService(SynchronousConfigurationListener.class, new FileKeeper(context(), admin), null);
    }

    /** Begins to watch the folder of configurations. */
    House watching() throws BundleException {
        install(ArtifactListener.class);
        return this;
    }

    House withRig() throws IOException, BundleException {
        driver("org.example.rigs", "1.0.0", "org.example.Rig");
        return this;
    }

    Bundle driver(String symbolicName, String version, String factoryPid) throws IOException, BundleException {
        Bundle bundle =
                context().installBundle(symbolicName + "-" + version, DriverJar.rig(symbolicName, version, factoryPid));
        bundle.start();
        return bundle;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws BundleException {
        component.close();
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> settings(Path home) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "org.osgi.framework.storage",
                home.resolve("cache").toString(),
                "org.osgi.framework.storage.clean",
                "onFirstInit",
                "org.osgi.framework.bsnversion",
                "multiple",
                "org.osgi.framework.system.packages.extra",
                "org.osgi.service.cm;version=1.6.1,org.osgi.service.metatype;version=1.4.1,"
                        + "org.osgi.service.log;version=1.5",
                "felix.cm.dir",
                home.resolve("stored").toString()));
        settings.putAll(Map.of(
                "felix.fileinstall.dir", config.toString(),
                "felix.fileinstall.tmpdir", home.resolve("fileinstall").toString(),
                "felix.fileinstall.configEncoding", "UTF-8",
                "felix.fileinstall.filter", ".*\\.(cfg|config)",
                "felix.fileinstall.enableConfigSave", "false",
                "felix.fileinstall.noInitialDelay", "true",
                "felix.fileinstall.poll", "100",
                "felix.fileinstall.disableNio2", "true"));
        return settings;
    }

    private void install(Class<?> inside) throws BundleException {
        context()
                .installBundle(inside.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .start();
    }

    private <T> T service(Class<T> type) {
        return Objects.requireNonNull(context().getService(context().getServiceReference(type)));
    }
}
