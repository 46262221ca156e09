// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import org.osgi.framework.Constants;
import org.osgi.framework.VersionRange;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.HeaderClauses.Clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;

/** What a bundle's manifest shows of what it will do, and which permissions that needs. */
final class BundleRules {
    private static final String API = "org.tuttlenetwork.lightweb.api.";

    /** Packages whose import gives a power; subpackages do too. */
    private static final Map<String, Permission> POWERS =
            Map.of(
                    API + "work",
                    Permission.SCHEDULE,
                    API + "feed",
                    Permission.CHANGES,
                    API + "mesh",
                    Permission.MESH,
                    API + "vpn",
                    Permission.VPN,
                    API + "feature",
                    Permission.FRAMEWORK,
                    "org.tuttlenetwork.lightweb.revision",
                    Permission.FRAMEWORK,
                    "org.osgi.framework",
                    Permission.FRAMEWORK,
                    "org.osgi.service.cm",
                    Permission.FRAMEWORK,
                    "org.osgi.service.component.runtime",
                    Permission.FRAMEWORK);

    private static final String UNIT = "lightweb.unit";

    private BundleRules() {}

    /** What a bundle imports, at once or later. */
    static List<PackageImport> imports(String file, Attributes manifest) throws ArchiveRefused {
        List<PackageImport> imports = new ArrayList<>();
        for (String header : List.of(Constants.IMPORT_PACKAGE, Constants.DYNAMICIMPORT_PACKAGE)) {
            boolean dynamic = header.equals(Constants.DYNAMICIMPORT_PACKAGE);
            for (Clause clause : clauses(manifest, header)) {
                Map<String, String> parameters = clause.parameters();
                VersionRange range = range(file, header, parameters);
                boolean optional =
                        dynamic
                                || Constants.RESOLUTION_OPTIONAL.equals(
                                        parameters.get(Constants.RESOLUTION_DIRECTIVE + ":"));
                clause.paths()
                        .forEach(name -> imports.add(new PackageImport(name, range, optional)));
            }
        }
        return imports;
    }

    /**
     * Refuses a bundle that shows more than its feature asks for.
     *
     * @throws ArchiveRefused naming the permission that is not declared
     */
    static void require(
            String file,
            Attributes manifest,
            List<PackageImport> imports,
            Set<Permission> permissions)
            throws ArchiveRefused {
        for (PackageImport each : imports) {
            Optional<Permission> needed =
                    POWERS.keySet().stream()
                            .filter(
                                    power ->
                                            each.name().equals(power)
                                                    || each.name().startsWith(power + "."))
                            .map(POWERS::get)
                            .findFirst();
            if (needed.isPresent()) {
                require(file, "imports " + each.name(), needed.get(), permissions);
            }
        }
        for (Clause clause : clauses(manifest, Constants.PROVIDE_CAPABILITY)) {
            if (clause.paths().contains(UNIT)) {
                require(file, "has a persistence unit", Permission.DATABASE, permissions);
            }
        }
        if (manifest.getValue(Constants.BUNDLE_NATIVECODE) != null) {
            require(file, "brings native code", Permission.PROGRAMS, permissions);
        }
    }

    /**
     * Refuses a bundle with a schema that is not its feature's.
     *
     * @throws ArchiveRefused naming both
     */
    static void requireOwnSchema(String file, Attributes manifest, FeatureId feature)
            throws ArchiveRefused {
        for (Clause clause : clauses(manifest, Constants.PROVIDE_CAPABILITY)) {
            String unit = clause.parameters().getOrDefault("unit", "");
            if (clause.paths().contains(UNIT) && !unit.equals(feature.value())) {
                throw new ArchiveRefused(
                        file
                                + " has a persistence unit named "
                                + JsonFields.shown(unit)
                                + "; a feature has the schema of its own name only, here "
                                + feature
                                + ".");
            }
        }
    }

    private static void require(
            String file, String shown, Permission needed, Set<Permission> permissions)
            throws ArchiveRefused {
        if (!permissions.contains(needed)) {
            throw new ArchiveRefused(
                    file
                            + " "
                            + shown
                            + ", but feature.json does not ask for the permission "
                            + needed.word()
                            + ". Add it to "
                            + Declaration.EXTENSION
                            + ": permissions, so that administrators see it.");
        }
    }

    private static List<Clause> clauses(Attributes manifest, String header) {
        String value = manifest.getValue(header);
        return value == null ? List.of() : HeaderClauses.of(value);
    }

    private static VersionRange range(String file, String header, Map<String, String> parameters)
            throws ArchiveRefused {
        String text = parameters.getOrDefault(Constants.VERSION_ATTRIBUTE, "0");
        try {
            return VersionRange.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefused(
                    file + ": " + header + ": not a range of versions: " + text, e);
        }
    }
}
