// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.archive.Declaration.Requirements;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.PackageImport;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a feature fits a host: asked before an install, and of everything before an update of the
 * host.
 */
public final class Compatibility {
    private static final String API = "org.tuttlenetwork.lightweb.api.";

    private Compatibility() {}

    /**
     * What a host offers.
     *
     * @param api the version of {@code bundles/api}
     * @param java the Java that it runs on, for example 25
     * @param packages the API's exported packages with their versions
     */
    public record Offer(Version api, int java, Map<String, Version> packages) {
        public Offer {
            packages = Map.copyOf(packages);
        }
    }

    /** What does not fit; {@link #words} says it. */
    public sealed interface Misfit {
        /** Another version of the API is needed. */
        record Api(String feature, VersionRange needed, Version offered) implements Misfit {}

        /** A newer Java is needed. */
        record Java(String feature, int needed, int offered) implements Misfit {}

        /** A package of the API is needed in another version, or is not there at all. */
        record Package(String feature, String name, VersionRange needed, Optional<Version> offered)
                implements Misfit {}

        /** For an administrator: what is needed, what is offered, and what to do. */
        default String words(Locale locale) {
            Messages words = Messages.of(Compatibility.class, locale);
            return switch (this) {
                case Api(var feature, var needed, var offered) ->
                        words.text(
                                "compatibility.api",
                                feature,
                                needed.toString(),
                                offered.toString(),
                                remedy(words, needed, offered));
                case Java(var feature, var needed, var offered) ->
                        words.text(
                                "compatibility.java",
                                feature,
                                Integer.toString(needed),
                                Integer.toString(offered));
                case Package(var feature, var name, var needed, var offered) ->
                        offered.map(
                                        version ->
                                                words.text(
                                                        "compatibility.package",
                                                        feature,
                                                        name,
                                                        needed.toString(),
                                                        version.toString(),
                                                        remedy(words, needed, version)))
                                .orElseGet(
                                        () ->
                                                words.text(
                                                        "compatibility.noPackage",
                                                        feature,
                                                        name,
                                                        needed.toString()));
            };
        }
    }

    private static String remedy(Messages words, VersionRange needed, Version offered) {
        boolean hostIsOlder = offered.compareTo(needed.getLeft()) < 0;
        return words.text(hostIsOlder ? "compatibility.newerHost" : "compatibility.newerFeature");
    }

    /** What of an archive does not fit a host; empty where all fits. */
    public static List<Misfit> check(FeatureArchive archive, Offer offer) {
        List<PackageImport> imports = new ArrayList<>();
        archive.bundles().forEach(bundle -> imports.addAll(bundle.imports()));
        return check(
                archive.feature().value(), archive.declaration().requirements(), imports, offer);
    }

    /**
     * What of a feature does not fit a host. Other packages than LightWeb's are left to the
     * framework's resolver.
     *
     * @param imports what its bundles import
     */
    public static List<Misfit> check(
            String feature, Requirements requirements, List<PackageImport> imports, Offer offer) {
        Set<Misfit> misfits = new LinkedHashSet<>();
        requirements
                .api()
                .filter(range -> !range.includes(plain(offer.api())))
                .ifPresent(range -> misfits.add(new Misfit.Api(feature, range, offer.api())));
        requirements
                .java()
                .filter(java -> java > offer.java())
                .ifPresent(java -> misfits.add(new Misfit.Java(feature, java, offer.java())));
        for (PackageImport each : imports) {
            if (each.optional() || !each.name().startsWith(API)) {
                continue;
            }
            Optional<Version> offered = Optional.ofNullable(offer.packages().get(each.name()));
            if (offered.filter(each.range()::includes).isEmpty()) {
                misfits.add(new Misfit.Package(feature, each.name(), each.range(), offered));
            }
        }
        return List.copyOf(misfits);
    }

    /** A snapshot counts as the version that it becomes. */
    private static Version plain(Version version) {
        return new Version(version.getMajor(), version.getMinor(), version.getMicro());
    }
}
