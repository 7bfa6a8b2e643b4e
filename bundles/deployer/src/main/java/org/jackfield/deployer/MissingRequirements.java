// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Capability;

/** Says what a JAR is missing, without installing it and without the filters that resolvers speak in. */
final class MissingRequirements {
    private static final Pattern ENVIRONMENT = Pattern.compile("osgi\\.ee=([^)]+)");
    private static final Pattern VERSION = Pattern.compile("\\(version[>]?=([^)]+)\\)");

    /** What a driver is built against. */
    private static final String DRIVER_API = "org.jackfield.device";

    private final BundleContext context;
    private final FrameworkWiring wiring;

    MissingRequirements(BundleContext context, FrameworkWiring wiring) {
        this.context = context;
        this.wiring = wiring;
    }

    /** Empty when every single need has a provider; their combination may still not work. */
    Optional<String> of(List<Need> needs) {
        List<String> missing = needs.stream()
                .filter(need -> wiring.findProviders(need).isEmpty())
                .map(this::words)
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
    }

    private String words(Need need) {
        return switch (need.namespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> packageWords(need);
            case BundleNamespace.BUNDLE_NAMESPACE ->
                "needs bundle " + need.name() + need.versionWords() + ", which is not there";
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                "needs " + environment(need.filter()) + ", this is Java "
                        + Runtime.version().feature();
            default -> "needs " + need.namespace() + " " + need.filter() + ", nobody provides it";
        };
    }

    private String packageWords(Need need) {
        List<Capability> present = present(need.name());
        if (need.name().equals(DRIVER_API) && !present.isEmpty()) {
            return "needs version" + need.versionWords() + " of the driver API (package " + DRIVER_API
                    + "), this is version " + version(present.get(0)) + ": build it for this one";
        }
        return "needs package " + need.name() + need.versionWords() + ", nobody provides it"
                + present.stream()
                        .map(capability -> version(capability) + " is present from bundle "
                                + ((BundleRevision) capability.getResource()).getSymbolicName())
                        .distinct()
                        .map("; "::concat)
                        .collect(joining());
    }

    private List<Capability> present(String packageName) {
        return Arrays.stream(context.getBundles())
                .flatMap(bundle -> Optional.ofNullable(bundle.adapt(BundleRevision.class)).stream())
                .flatMap(revision -> revision.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .filter(capability ->
                        packageName.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .toList();
    }

    /** As short as people write it: 1.4 for 1.4.0. */
    private static String version(Capability capability) {
        return String.valueOf(capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                .replaceFirst("(\\.0){1,2}$", "");
    }

    private static String environment(String filter) {
        Matcher name = ENVIRONMENT.matcher(filter);
        Matcher version = VERSION.matcher(filter);
        return name.find() && version.find()
                ? name.group(1) + " " + version.group(1)
                : "an execution environment " + filter;
    }
}
