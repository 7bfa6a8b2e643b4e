// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import org.jackfield.deployer.ManifestHeader.Clause;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Something that a JAR cannot do without and others have to provide, as its manifest says it: what the
 * framework would require of them, before it has seen the JAR.
 *
 * @param name of the package or bundle; empty for other kinds
 * @param versions that are asked for, as the manifest has them; empty for any
 * @param filter in the framework's language; empty for any
 */
record Need(String namespace, String name, String versions, String filter) implements Requirement {
    /** All of a manifest's; throws {@link RejectedJarException} if they make no sense. */
    static List<Need> of(Attributes headers) {
        List<String> packages = paths(headers, Constants.EXPORT_PACKAGE);
        List<String> capabilities = paths(headers, Constants.PROVIDE_CAPABILITY);
        return Stream.of(
                        needs(headers, Constants.IMPORT_PACKAGE, Need::importing)
                                .filter(need -> !packages.contains(need.name)),
                        needs(headers, Constants.REQUIRE_BUNDLE, Need::requiring),
                        needs(headers, Constants.REQUIRE_CAPABILITY, Need::capability)
                                .filter(need -> !capabilities.contains(need.namespace)))
                .flatMap(all -> all)
                .distinct()
                .toList();
    }

    private static List<String> paths(Attributes headers, String name) {
        return clauses(headers, name).flatMap(clause -> clause.paths().stream()).toList();
    }

    private static Stream<Need> needs(Attributes headers, String name, Function<Clause, Stream<Need>> kind) {
        return clauses(headers, name)
                .filter(clause -> !Namespace.RESOLUTION_OPTIONAL.equals(
                        clause.directives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE)))
                .filter(clause -> Namespace.EFFECTIVE_RESOLVE.equals(clause.directives()
                        .getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE)))
                .flatMap(kind);
    }

    private static Stream<Clause> clauses(Attributes headers, String name) {
        String header = headers.getValue(name);
        return header == null || header.isBlank() ? Stream.empty() : ManifestHeader.clauses(name, header).stream();
    }

    private static Stream<Need> importing(Clause clause) {
        return clause.paths().stream()
                .map(path -> versioned(PackageNamespace.PACKAGE_NAMESPACE, path, clause, Constants.VERSION_ATTRIBUTE));
    }

    private static Stream<Need> requiring(Clause clause) {
        return clause.paths().stream()
                .map(path ->
                        versioned(BundleNamespace.BUNDLE_NAMESPACE, path, clause, Constants.BUNDLE_VERSION_ATTRIBUTE));
    }

    private static Stream<Need> capability(Clause clause) {
        String filter = clause.directives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        return clause.paths().stream().map(path -> new Need(path, "", "", filter));
    }

    private static Need versioned(String namespace, String path, Clause clause, String versionKey) {
        String versions = clause.attributes().getOrDefault(versionKey, "");
        StringBuilder filter = new StringBuilder("(&(" + namespace + "=" + path + ")");
        clause.attributes().forEach((key, value) -> {
            if (!key.equals(versionKey)) {
                filter.append('(')
                        .append(key)
                        .append('=')
                        .append(escaped(value))
                        .append(')');
            }
        });
        if (!versions.isEmpty()) {
            filter.append(range(path, versions).toFilterString(versionKey));
        }
        return new Need(namespace, path, versions, filter.append(')').toString());
    }

    private static VersionRange range(String path, String versions) {
        try {
            return new VersionRange(versions);
        } catch (IllegalArgumentException e) {
            throw new RejectedJarException(
                    "asks for " + path + " in versions that make no sense: '" + versions
                            + "'; a range looks like [1.2,2)",
                    Verdict.Cure.NEW_BYTES);
        }
    }

    private static String escaped(String value) {
        return value.replaceAll("[\\\\*()]", "\\\\$0");
    }

    /** In words: from a floor upwards if there is no ceiling. */
    String versionWords() {
        if (versions.isEmpty()) {
            return "";
        }
        boolean range = versions.startsWith("[") || versions.startsWith("(");
        return " " + versions + (range ? "" : " or newer");
    }

    @Override
    public String getNamespace() {
        return namespace;
    }

    @Override
    public Map<String, String> getDirectives() {
        return filter.isEmpty() ? Map.of() : Map.of(Namespace.REQUIREMENT_FILTER_DIRECTIVE, filter);
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    /** The framework knows none yet. */
    @Override
    public @Nullable Resource getResource() {
        return null;
    }
}
