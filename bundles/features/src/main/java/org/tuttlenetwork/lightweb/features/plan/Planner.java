// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.plan;

import org.osgi.framework.Version;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;
import org.tuttlenetwork.lightweb.features.archive.Declaration;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive.PackedBundle;
import org.tuttlenetwork.lightweb.features.archive.Permission;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Power;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Powers;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Publisher;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Step;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Step.Kind;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Subject;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Undo;
import org.tuttlenetwork.lightweb.features.plan.World.Before;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.trust.RiskRating;
import org.tuttlenetwork.lightweb.features.trust.Verdict;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides what an archive would do, and whether it may: a pure function. */
public final class Planner {
    private final Messages words;
    private final Locale locale;

    /**
     * @param locale the language of the plan's sentences; its id does not depend on it
     */
    public Planner(Locale locale) {
        this.locale = locale;
        this.words = Messages.of(Planner.class, locale);
    }

    /**
     * Plans.
     *
     * @param verdict whether the archive's signature is trusted
     * @param downgrade the older version that somebody asked for by name; empty for nobody
     */
    public FeaturePlan plan(
            FeatureArchive archive, Verdict verdict, World world, Optional<String> downgrade) {
        List<String> migrations = freshMigrations(archive, world);
        List<Step> steps = steps(archive, world, migrations);
        Subject subject =
                new Subject(
                        archive.feature().value(),
                        archive.version().toString(),
                        world.before().map(Before::version),
                        archive.sha256());
        return new FeaturePlan(
                id(archive, verdict, world, steps, downgrade),
                subject,
                publisher(verdict, locale),
                steps,
                powers(archive, world),
                world.notice(),
                undo(world, steps),
                refusals(archive, verdict, world, downgrade));
    }

    private static List<String> freshMigrations(FeatureArchive archive, World world) {
        return migrations(archive).stream()
                .filter(
                        version ->
                                !world.schema()
                                        .applied()
                                        .contains(MigrationScripts.normal(version)))
                .toList();
    }

    private static List<String> migrations(FeatureArchive archive) {
        return MigrationScripts.in(archive.bundles().stream().map(PackedBundle::content).toList());
    }

    private static List<Step> steps(FeatureArchive archive, World world, List<String> migrations) {
        List<Step> steps = new ArrayList<>();
        boolean hasData = !world.schema().applied().isEmpty();
        Set<String> forGood = MigrationScripts.normal(archive.declaration().irreversible());
        for (String version : migrations) {
            Kind kind =
                    hasData && forGood.contains(MigrationScripts.normal(version))
                            ? Kind.MIGRATE_FOR_GOOD
                            : Kind.MIGRATE;
            steps.add(new Step(kind, version));
        }
        new TreeMap<>(archive.configurations())
                .keySet()
                .forEach(pid -> steps.add(new Step(Kind.CONFIGURE, pid)));
        for (PackedBundle bundle : archive.bundles()) {
            steps.add(new Step(Kind.INSTALL, bundle.symbolicName() + " " + bundle.version()));
        }
        world.before()
                .ifPresent(
                        before ->
                                before.bundles()
                                        .forEach(
                                                bundle ->
                                                        steps.add(
                                                                new Step(
                                                                        Kind.REPLACE,
                                                                        name(bundle)
                                                                                + " "
                                                                                + before
                                                                                        .version()))));
        return steps;
    }

    private static String name(String bundle) {
        return bundle.split(" ", 2)[0];
    }

    /** A verdict as a plan tells it. */
    public static Publisher publisher(Verdict verdict, Locale locale) {
        String sentence = verdict.words(locale);
        return switch (verdict) {
            case Verdict.Trusted(var name, var key) ->
                    new Publisher(name, key.value(), true, sentence);
            case Verdict.Tampered(var name, var key) ->
                    new Publisher(name, key.value(), false, sentence);
            case Verdict.Expired(var name, var key, var _) ->
                    new Publisher(name, key.value(), false, sentence);
            case Verdict.Revoked(var name, var key) ->
                    new Publisher(name, key.value(), false, sentence);
            case Verdict.NotForThisFeature(var name, var key, var _, var _) ->
                    new Publisher(name, key.value(), false, sentence);
            case Verdict.Unsigned _, Verdict.UnknownPublisher _, Verdict.Unreadable _ ->
                    new Publisher("", "", false, sentence);
        };
    }

    private Powers powers(FeatureArchive archive, World world) {
        Set<Permission> asked = archive.declaration().permissions();
        Set<Permission> had =
                world.before().map(before -> before.declaration().permissions()).orElse(Set.of());
        List<Power> all = asked.stream().sorted().map(Power::of).toList();
        List<Power> fresh =
                asked.stream().filter(one -> !had.contains(one)).sorted().map(Power::of).toList();
        RiskRating risk = RiskRating.of(asked);
        return new Powers(
                all,
                fresh,
                risk.value(),
                risk.reasons().stream().map(reason -> reason.words(locale)).toList());
    }

    private Undo undo(World world, List<Step> steps) {
        if (steps.stream().anyMatch(step -> step.kind() == Kind.MIGRATE_FOR_GOOD)) {
            return new Undo(false, words.text("undo.irreversible"));
        }
        return world.before()
                .map(before -> new Undo(true, words.text("undo.update", before.version())))
                .orElseGet(() -> new Undo(true, words.text("undo.install")));
    }

    private List<String> refusals(
            FeatureArchive archive, Verdict verdict, World world, Optional<String> downgrade) {
        List<String> refusals = new ArrayList<>();
        String feature = archive.feature().value();
        String version = archive.version().toString();
        if (!(verdict instanceof Verdict.Trusted)) {
            refusals.add(verdict.words(locale));
        }
        if (world.kept().filter(kept -> !kept.equals(archive.contentSha256())).isPresent()) {
            refusals.add(words.text("refused.otherBytes", feature, version));
        }
        world.underWay(archive)
                .ifPresent(other -> refusals.add(words.text("refused.underWay", feature, other)));
        older(archive, world)
                .filter(newer -> !downgrade.equals(Optional.of(version)))
                .ifPresent(
                        newer ->
                                refusals.add(words.text("refused.older", feature, newer, version)));
        if (!world.schema().suits(migrations(archive))) {
            refusals.add(words.text("refused.beyond", feature, version));
        }
        refusals.addAll(world.objections());
        return refusals;
    }

    /** The newer version that runs; empty where the archive's is not older. */
    private static Optional<String> older(FeatureArchive archive, World world) {
        return world.installed()
                .filter(installed -> installed.state() != InstalledFeature.State.REMOVED)
                .map(InstalledFeature::version)
                .filter(now -> Version.parseVersion(now).compareTo(archive.version()) > 0);
    }

    /** Everything that an administrator is shown follows from what is put in here. */
    private static String id(
            FeatureArchive archive,
            Verdict verdict,
            World world,
            List<Step> steps,
            Optional<String> downgrade) {
        String content =
                String.join(
                        "\n",
                        archive.sha256(),
                        verdict.words(Locale.ROOT),
                        world.installed()
                                .map(
                                        feature ->
                                                feature.version()
                                                        + feature.state()
                                                        + feature.changedAt())
                                .orElse(""),
                        world.rollout().map(rollout -> rollout.id().toString()).orElse(""),
                        world.kept().orElse(""),
                        steps.toString(),
                        downgrade.orElse(""));
        return ArchiveReader.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The places that a feature claims, in the words of the rooms that hand them out. */
    public static List<String> places(FeatureId feature, Declaration declaration) {
        List<String> places = new ArrayList<>();
        for (String segment : declaration.claims().paths()) {
            places.add("/api/v1/" + segment);
            places.add("/" + segment);
        }
        declaration.claims().sections().forEach(id -> places.add("section:" + id));
        if (declaration.permissions().contains(Permission.DATABASE)) {
            places.add("schema:" + feature.schema());
        }
        return places;
    }
}
