// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a bundle is not running, down to the package that nobody has. */
final class BundleDiagnosis {
    private static final Pattern VERSION =
            Pattern.compile("(!?)\\(?\\(?(?:bundle-)?version(>=|<=)([0-9A-Za-z._-]+)\\)");

    private final BundleContext context;

    BundleDiagnosis(BundleContext context) {
        this.context = context;
    }

    /** A sentence for each bundle that could run and does not; empty when all do. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.INSTALLED) {
                problems.addAll(explain(bundle));
            }
        }
        return problems;
    }

    /** Why this bundle is not resolved. */
    List<String> explain(Bundle bundle) {
        List<String> reasons = new ArrayList<>();
        explain(bundle, "", new HashSet<>(), reasons);
        return reasons.stream().distinct().toList();
    }

    private void explain(Bundle bundle, String because, Set<Bundle> seen, List<String> reasons) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || !seen.add(bundle)) {
            return;
        }
        int before = reasons.size();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isNeededToResolve(requirement)) {
                explain(bundle, requirement, because, seen, reasons);
            }
        }
        if (reasons.size() == before && because.isEmpty()) {
            reasons.add(
                    name(bundle)
                            + " is not resolved although everything that it names is there: two of"
                            + " its packages need different versions of a third");
        }
    }

    private void explain(
            Bundle bundle,
            BundleRequirement requirement,
            String because,
            Set<Bundle> seen,
            List<String> reasons) {
        List<BundleCapability> found = providers(requirement);
        if (found.isEmpty()) {
            reasons.add(because + name(bundle) + " needs " + missing(requirement));
            return;
        }
        boolean resolved =
                found.stream()
                        .anyMatch(c -> c.getRevision().getBundle().getState() != Bundle.INSTALLED);
        if (!resolved) {
            Bundle provider = found.getFirst().getRevision().getBundle();
            explain(
                    provider,
                    because + name(bundle) + " waits for " + name(provider) + "; ",
                    seen,
                    reasons);
        }
    }

    private static boolean isNeededToResolve(BundleRequirement requirement) {
        var directives = requirement.getDirectives();
        String effective = directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
        String resolution = directives.getOrDefault(Constants.RESOLUTION_DIRECTIVE, "mandatory");
        return effective.equals("resolve") && resolution.equals("mandatory");
    }

    private List<BundleCapability> providers(BundleRequirement requirement) {
        return capabilities(requirement.getNamespace()).stream()
                .filter(requirement::matches)
                .toList();
    }

    private List<BundleCapability> capabilities(String namespace) {
        List<BundleCapability> capabilities = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                capabilities.addAll(revision.getDeclaredCapabilities(namespace));
            }
        }
        return capabilities;
    }

    private String missing(BundleRequirement requirement) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        String wanted = value(filter, namespace);
        if (!namespace.equals(PackageNamespace.PACKAGE_NAMESPACE) || wanted == null) {
            return namespace + " " + filter + ", and nothing here provides it";
        }
        List<String> others =
                capabilities(namespace).stream()
                        .filter(c -> wanted.equals(c.getAttributes().get(namespace)))
                        .map(
                                c ->
                                        name(c.getRevision().getBundle())
                                                + " has it in version "
                                                + c.getAttributes()
                                                        .get(Constants.VERSION_ATTRIBUTE))
                        .distinct()
                        .toList();
        return "package "
                + wanted
                + range(filter)
                + (others.isEmpty()
                        ? ", and nothing here exports it"
                        : ", but " + String.join(", ", others));
    }

    private static @Nullable String value(String filter, String attribute) {
        Matcher matcher =
                Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)").matcher(filter);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String range(String filter) {
        Matcher matcher = VERSION.matcher(filter);
        String words = "";
        while (matcher.find()) {
            boolean below = matcher.group(1).equals("!");
            words +=
                    below
                            ? " and below " + matcher.group(3)
                            : " in version " + matcher.group(3) + " or newer";
        }
        return words;
    }

    static String name(Bundle bundle) {
        return bundle.getBundleId() == 0
                ? "the host"
                : Objects.requireNonNullElse(
                        bundle.getSymbolicName(), IdentityNamespace.TYPE_UNKNOWN);
    }
}
