// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.cache.BundleCache;
import org.apache.felix.framework.util.FelixConstants;

/** What the framework and the bundles of others are told; ours read {@code jackfield.*}. */
final class FrameworkProperties {
    /** Interfaces of the log on the class path; {@code [1.7,2)} is what older bundles ask for. */
    private static final String LOG_PACKAGES = "org.slf4j;version=2.0.20,org.slf4j.event;version=2.0.20,"
            + "org.slf4j.helpers;version=2.0.20,org.slf4j.spi;version=2.0.20,"
            + "org.slf4j;version=1.7.36,org.slf4j.helpers;version=1.7.36,"
            + "org.slf4j.spi;version=1.7.36";

    private final Map<String, Object> properties = new HashMap<>();

    private FrameworkProperties() {}

    static Map<String, Object> of(Home home, Address address, boolean shell) {
        FrameworkProperties made = new FrameworkProperties();
        made.framework(home);
        made.web();
        made.configurations(home);
        // Whoever leaves the command line does not mean to stop everything; Ctrl-C does.
        made.properties.put("gosh.args", shell ? "--noshutdown" : "--nointeractive --noshutdown");
        made.properties.put("jackfield.home", home.folder().toString());
        made.properties.put("jackfield.host", address.host());
        made.properties.put("jackfield.port", Integer.toString(address.port()));
        return made.properties;
    }

    private void framework(Home home) {
        properties.put(
                FelixConstants.FRAMEWORK_STORAGE,
                home.data().resolve("framework").toString());
        properties.put(FelixConstants.FRAMEWORK_STORAGE_CLEAN, FelixConstants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        // The home is locked already, by whoever opened it.
        properties.put(BundleCache.CACHE_LOCKING_PROP, "false");
        // Two versions of a driver run side by side while one takes over from the other.
        properties.put(FelixConstants.FRAMEWORK_BSNVERSION, FelixConstants.FRAMEWORK_BSNVERSION_MULTIPLE);
        properties.put(FelixConstants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(StartLevels.READY));
        properties.put(FelixConstants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, LOG_PACKAGES);
        properties.put(FelixConstants.LOG_LOGGER_PROP, new FrameworkLog());
        properties.put(FelixConstants.LOG_LEVEL_PROP, Integer.toString(FrameworkLog.LOG_WARNING));
        // Nothing is kept in memory of what is logged: with its exceptions, classes of drivers that have left would be.
        properties.put("org.apache.felix.log.maxSize", "0");
    }

    private void web() {
        // Of a connector that is there for a moment, until ours, at jackfield.port, takes its place.
        properties.put("org.apache.felix.http.host", "localhost");
        properties.put("org.osgi.service.http.port", "0");
        properties.put("org.apache.felix.https.enable", "false");
        properties.put("org.apache.felix.http.jetty.sendServerHeader", "false");
        // What a stranger's request may cost. As properties and not as a configuration, which would come after
        // the server has started and start it anew.
        properties.put("org.apache.felix.http.jetty.maxFormSize", "1048576");
        properties.put("org.apache.felix.http.jetty.threadpool.max", "64");
        // The console is there while the provider of that name is, and never under a password of its own.
        properties.put("felix.webconsole.security.providers", "jackfield");
        properties.put("felix.webconsole.realm", "Jackfield");
    }

    private void configurations(Home home) {
        properties.put("felix.cm.dir", home.data().resolve("configuration").toString());
        properties.put("felix.fileinstall.dir", home.config().toString());
        properties.put(
                "felix.fileinstall.tmpdir", home.data().resolve("fileinstall").toString());
        properties.put("felix.fileinstall.filter", ".*\\.(cfg|config)");
        properties.put("felix.fileinstall.configEncoding", "UTF-8");
        // Else it writes every file that it has read straight back, and may read what it is just writing.
        properties.put("felix.fileinstall.enableConfigSave", "false");
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.poll", "1000");
        // Few files, looked at: that works on network and container mounts too, where the kernel tells nothing.
        properties.put("felix.fileinstall.disableNio2", "true");
        properties.put("felix.fileinstall.bundles.new.start", "false");
        properties.put("felix.fileinstall.log.level", "2");
    }
}
