// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;

import java.util.Locale;
import java.util.Optional;

/**
 * Who asks for an archive to be planned or applied, and how.
 *
 * @param actor a user id, or {@code deploy} for the folder
 * @param source how it came
 * @param file the file in the drop folder, where it came from there
 * @param plan the plan that was agreed to; empty where whatever follows is agreed to
 * @param downgrade the older version that is asked for by name; empty for none
 * @param locale the language of what is answered
 */
public record Request(
        String actor,
        Source source,
        Optional<String> file,
        Optional<String> plan,
        Optional<String> downgrade,
        Locale locale) {
    /** By a person, who agrees to whatever follows. */
    public static Request by(String actor, Locale locale) {
        return new Request(
                actor, Source.API, Optional.empty(), Optional.empty(), Optional.empty(), locale);
    }

    /** From a file of the drop folder. */
    static Request fromFolder(String file) {
        return new Request(
                "deploy",
                Source.DEPLOY,
                Optional.of(file),
                Optional.empty(),
                Optional.empty(),
                Locale.ENGLISH);
    }

    /** The same, agreed to this plan only. */
    public Request agreedTo(String id) {
        return new Request(actor, source, file, Optional.of(id), downgrade, locale);
    }

    /** The same, asking for an older version by its name. */
    public Request downgradingTo(Optional<String> version) {
        return new Request(actor, source, file, plan, version, locale);
    }
}
