// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.plan;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.FeatureUse;
import org.tuttlenetwork.lightweb.api.feature.Places;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive.PackedBundle;
import org.tuttlenetwork.lightweb.features.framework.Revisions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What rooms, the host and other features say of an archive before anything of it is there. */
public final class Surroundings {
    private final Revisions revisions;
    private final Supplier<? extends Collection<Places>> places;
    private final Supplier<? extends Collection<FeatureUse>> uses;

    /**
     * @param places the rooms that hand out places, at the moment
     * @param uses the rooms that know who uses what, at the moment
     */
    public Surroundings(
            Revisions revisions,
            Supplier<? extends Collection<Places>> places,
            Supplier<? extends Collection<FeatureUse>> uses) {
        this.revisions = revisions;
        this.places = places;
        this.uses = uses;
    }

    /**
     * Why it may not be where it wants to be, in words; empty where it may.
     *
     * @param owners the places that are taken, with the feature that has each
     */
    public List<String> objections(
            FeatureArchive archive, Map<String, String> owners, Locale locale) {
        Messages words = Messages.of(Surroundings.class, locale);
        FeatureId feature = archive.feature();
        List<String> objections = new ArrayList<>();
        if (revisions.builtIn().containsKey(feature.value())) {
            objections.add(words.text("refused.builtIn", feature.value()));
        }
        for (PackedBundle bundle : archive.bundles()) {
            if (revisions.isTaken(bundle.symbolicName(), feature.value())) {
                objections.add(words.text("refused.bundleTaken", bundle.symbolicName()));
            }
        }
        for (String place : Planner.places(feature, archive.declaration())) {
            String owner = owners.getOrDefault(place, feature.value());
            if (!owner.equals(feature.value())) {
                objections.add(words.text("refused.placeTaken", place, owner));
            } else {
                places.get().stream()
                        .flatMap(room -> room.refusal(feature, place, locale).stream())
                        .forEach(objections::add);
            }
        }
        return objections;
    }

    /** Who would notice, in words. */
    public List<String> notice(FeatureId feature, Locale locale) {
        return uses.get().stream()
                .flatMap(room -> room.noticedBy(feature, locale).stream())
                .toList();
    }
}
