// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/** Says what a bundle that does not resolve is missing, in place of the filters that resolvers speak in. */
final class MissingRequirements {
    private static final Pattern FLOOR = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern CEILING = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern EXACTLY = Pattern.compile("\\(version=([^)]+)\\)");

    private final BundleContext context;
    private final FrameworkWiring wiring;

    MissingRequirements(BundleContext context, FrameworkWiring wiring) {
        this.context = context;
        this.wiring = wiring;
    }

    /** Empty when every single requirement has a provider and only their combination does not work. */
    Optional<String> of(Bundle bundle) {
        List<String> missing = bundle.adapt(BundleRevision.class).getRequirements(null).stream()
                .filter(MissingRequirements::mustBeMet)
                .filter(requirement -> wiring.findProviders(requirement).isEmpty())
                .map(this::words)
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
    }

    private static boolean mustBeMet(Requirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && Namespace.EFFECTIVE_RESOLVE.equals(
                        directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE))
                && !HostNamespace.HOST_NAMESPACE.equals(requirement.getNamespace());
    }

    private String words(Requirement requirement) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher name = Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)]+)\\)")
                .matcher(filter);
        if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE) && name.find()) {
            return "needs package " + name.group(1) + range(filter) + ", nobody provides it" + present(name.group(1));
        }
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            return "needs " + environments(filter) + ", this is Java "
                    + Runtime.version().feature();
        }
        return "needs " + namespace + " " + filter + ", nobody provides it";
    }

    private static String environments(String filter) {
        Matcher name = Pattern.compile("osgi\\.ee=([^)]+)").matcher(filter);
        Matcher version = EXACTLY.matcher(filter);
        return name.find() && version.find()
                ? name.group(1) + " " + version.group(1)
                : "an execution environment " + filter;
    }

    private static String range(String filter) {
        Matcher floor = FLOOR.matcher(filter.replaceAll("\\(!\\([^)]*\\)\\)", ""));
        Matcher ceiling = CEILING.matcher(filter);
        if (ceiling.find()) {
            return " [" + (floor.find() ? floor.group(1) : "0") + "," + ceiling.group(1) + ")";
        }
        return floor.find() ? " " + floor.group(1) + " or newer" : "";
    }

    private String present(String packageName) {
        String others = Arrays.stream(context.getBundles())
                .flatMap(bundle -> Optional.ofNullable(bundle.adapt(BundleRevision.class)).stream())
                .flatMap(revision -> revision.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .filter(capability ->
                                packageName.equals(attribute(capability, PackageNamespace.PACKAGE_NAMESPACE)))
                        .map(capability -> attribute(capability, PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)
                                + " is present from " + ((BundleRevision) capability.getResource()).getSymbolicName()))
                .distinct()
                .collect(joining(", "));
        return others.isEmpty() ? "" : "; " + others;
    }

    private static String attribute(Capability capability, String name) {
        return String.valueOf(capability.getAttributes().get(name));
    }
}
