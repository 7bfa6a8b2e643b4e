// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.List;
import java.util.jar.Attributes;
import org.jackfield.deployer.ManifestHeader.Clause;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What a JAR says of itself, once nothing in it speaks against running it as a driver.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param needs what others have to provide
 */
record DriverManifest(String symbolicName, String version, List<Need> needs) {
    static DriverManifest of(Attributes headers) {
        String manifestVersion = headers.getValue(Constants.BUNDLE_MANIFESTVERSION);
        if (manifestVersion == null || !manifestVersion.strip().equals("2")) {
            throw refused("is not an OSGi bundle: Bundle-ManifestVersion must be 2, " + was(manifestVersion));
        }
        refuse(headers, Constants.FRAGMENT_HOST, "a fragment changes another bundle instead of being one");
        refuse(headers, Constants.DYNAMICIMPORT_PACKAGE, "list the packages it needs in Import-Package");
        String exports = headers.getValue(Constants.EXPORT_PACKAGE);
        if (exports != null) {
            ManifestHeader.clauses(Constants.EXPORT_PACKAGE, exports).stream()
                    .flatMap(clause -> clause.paths().stream())
                    .forEach(DriverManifest::checkExport);
        }
        return new DriverManifest(
                symbolicName(headers.getValue(Constants.BUNDLE_SYMBOLICNAME)),
                version(headers.getValue(Constants.BUNDLE_VERSION)),
                Need.of(headers));
    }

    private static String symbolicName(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw refused("has no Bundle-SymbolicName");
        }
        Clause clause =
                ManifestHeader.clauses(Constants.BUNDLE_SYMBOLICNAME, header).get(0);
        if ("true".equals(clause.directives().get(Constants.SINGLETON_DIRECTIVE))) {
            throw refused("is a singleton (Bundle-SymbolicName: " + header
                    + "): its next version could not run beside it; leave singleton out");
        }
        return clause.paths().get(0);
    }

    private static String version(@Nullable String header) {
        try {
            return Version.valueOf(header == null ? "missing" : header).toString();
        } catch (IllegalArgumentException e) {
            throw refused("needs a Bundle-Version like 1.2.3, " + was(header));
        }
    }

    private static void refuse(Attributes headers, String header, String advice) {
        String value = headers.getValue(header);
        if (value != null) {
            throw refused("must not have " + header + " (" + value + "): " + advice);
        }
    }

    private static void checkExport(String packageName) {
        if (packageName.equals("org.jackfield") || packageName.startsWith("org.jackfield.")) {
            throw refused("must not export " + packageName + ": packages of the platform come from the platform");
        }
    }

    private static String was(@Nullable String value) {
        return value == null ? "it has none" : "it has '" + value + "'";
    }

    private static RejectedJarException refused(String reason) {
        return new RejectedJarException(reason, Verdict.Cure.NEW_BYTES);
    }
}
