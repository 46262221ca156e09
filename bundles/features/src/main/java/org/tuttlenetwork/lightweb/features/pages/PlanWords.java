// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Power;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Step;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan.Subject;

import java.util.Locale;

/** Sentences of a plan's page that depend on more than a key. */
public final class PlanWords {
    private PlanWords() {}

    /** What it is about. */
    public static String title(FeaturePlan plan, Messages messages) {
        Subject subject = plan.subject();
        return subject.before()
                .map(
                        before ->
                                messages.text(
                                        "plan.update",
                                        subject.feature(),
                                        before,
                                        subject.version()))
                .orElseGet(
                        () -> messages.text("plan.install", subject.feature(), subject.version()));
    }

    /** Whether the version before did not ask for it: a first installation marks nothing. */
    public static boolean isNew(FeaturePlan plan, Power power) {
        return plan.subject().before().isPresent() && plan.powers().fresh().contains(power);
    }

    /** The key of the word for whether anybody checks a permission, among those of the ratings. */
    public static String enforcement(Power power) {
        return "enforcement." + power.enforcement().name().toLowerCase(Locale.ROOT);
    }

    /** Whether anything of it cannot be undone. */
    public static boolean isForGood(FeaturePlan plan) {
        return plan.steps().stream().anyMatch(step -> step.kind() == Step.Kind.MIGRATE_FOR_GOOD);
    }
}
