// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a feature may ask for; the list is closed. Enforced means: the host holds the feature to it
 * against mistakes, not against malice, since all features share one JVM (DECISIONS 2.6). Declared
 * means: the publisher says so, and nothing checks it.
 */
public enum Permission {
    /** A schema of its own in PostgreSQL, behind a role of its own. */
    DATABASE(Enforcement.ENFORCED),
    /** Answers requests under the paths, and shows the portal sections, that it claims. */
    PATHS(Enforcement.ENFORCED),
    /** Runs work by itself: recurring and queued tasks. */
    SCHEDULE(Enforcement.ENFORCED),
    /** Reads the change feed: what happens in all features. */
    CHANGES(Enforcement.ENFORCED),
    /** Declares fragments of the mesh (groups, policies, names) and makes setup keys. */
    MESH(Enforcement.ENFORCED),
    /** Uses what the VPN's rooms share: certificates, nodes, entitlements. */
    VPN(Enforcement.ENFORCED),
    /** Uses the OSGi framework itself, and with it whatever the host can do. */
    FRAMEWORK(Enforcement.ENFORCED),
    /** Reads who people are, and which roles and islands they have. */
    PEOPLE(Enforcement.DECLARED),
    /** Asks for roles to be given and taken. */
    ROLES(Enforcement.DECLARED),
    /** Calls servers. */
    NETWORK(Enforcement.DECLARED),
    /** Reads or writes files of the host. */
    FILES(Enforcement.DECLARED),
    /** Encrypts with the host's master key. */
    SECRETS(Enforcement.DECLARED),
    /** Starts other programs, or loads native code. */
    PROGRAMS(Enforcement.DECLARED);

    /** Whether anybody checks. */
    public enum Enforcement {
        ENFORCED,
        DECLARED
    }

    private final Enforcement enforcement;

    Permission(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    public Enforcement enforcement() {
        return enforcement;
    }

    /** As in {@code feature.json}: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The permission of a word; empty where there is none. */
    public static Optional<Permission> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
