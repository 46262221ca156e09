// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.plan;

import org.tuttlenetwork.lightweb.features.archive.Permission;

import java.util.List;
import java.util.Optional;

/**
 * What would happen. Two plans are the same where their ids are: the id is a digest of everything
 * in it and of what it was made from.
 *
 * @param id names exactly this plan; lower-case hex
 * @param subject what it is about
 * @param publisher who signed it, and whether that is trusted, in words
 * @param steps what is done, in order
 * @param powers what it asks for, and how risky that is
 * @param notice who would notice
 * @param undo whether it can be undone, in words
 * @param refusals why it cannot be applied, in words; empty where it can
 */
public record FeaturePlan(
        String id,
        Subject subject,
        Publisher publisher,
        List<Step> steps,
        Powers powers,
        List<String> notice,
        Undo undo,
        List<String> refusals) {
    public FeaturePlan {
        steps = List.copyOf(steps);
        notice = List.copyOf(notice);
        refusals = List.copyOf(refusals);
    }

    /** Whether it may be applied. */
    public boolean possible() {
        return refusals.isEmpty();
    }

    /**
     * What a plan is about.
     *
     * @param feature which feature
     * @param version the version in the archive
     * @param before what runs now; empty where nothing does
     * @param archiveSha256 the archive's digest
     */
    public record Subject(
            String feature, String version, Optional<String> before, String archiveSha256) {}

    /**
     * Who signed it.
     *
     * @param name the publisher; empty where none is known
     * @param keyId the key; empty where none is known
     * @param trusted whether this host lets them bring this feature
     * @param words that, for people
     */
    public record Publisher(String name, String keyId, boolean trusted, String words) {}

    /**
     * One step.
     *
     * @param kind what is done
     * @param what to which bundle, migration or configuration
     */
    public record Step(Kind kind, String what) {
        /** What is done. */
        public enum Kind {
            /** A bundle that was not there is installed and started. */
            INSTALL,
            /** A bundle of the version before is kept idle for the grace period, and goes then. */
            REPLACE,
            /** A migration changes the feature's schema; an older version can work with it. */
            MIGRATE,
            /** A migration after which no older version can work; the schema is dumped before. */
            MIGRATE_FOR_GOOD,
            /** A configuration that the feature brings, under what etc/ says. */
            CONFIGURE
        }
    }

    /**
     * What it asks for.
     *
     * @param permissions all of them
     * @param fresh those that the version before did not ask for
     * @param rating 1 (it could do anything) to 8 (hardly anything)
     * @param reasons how the rating came about, in words
     */
    public record Powers(
            List<Power> permissions, List<Power> fresh, int rating, List<String> reasons) {
        public Powers {
            permissions = List.copyOf(permissions);
            fresh = List.copyOf(fresh);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * One permission.
     *
     * @param permission its word
     * @param enforcement whether the host holds the feature to it, or the publisher only says so
     */
    public record Power(String permission, Permission.Enforcement enforcement) {
        static Power of(Permission permission) {
            return new Power(permission.word(), permission.enforcement());
        }
    }

    /**
     * Whether it can be undone.
     *
     * @param possible by {@code feature rollback} or by itself
     * @param words how, or why not
     */
    public record Undo(boolean possible, String words) {}
}
