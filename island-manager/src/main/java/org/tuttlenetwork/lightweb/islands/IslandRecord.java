// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.time.Instant;
import java.util.UUID;

/**
 * An island as it is stored.
 *
 * @param id immutable
 * @param slug immutable
 * @param name 1 to 80 characters, shown to people
 * @param rules what members may reach on each other's devices
 * @param createdBy who made it
 * @param createdAt when
 * @param version grows with each change
 */
public record IslandRecord(
        UUID id,
        Slug slug,
        String name,
        MemberRules rules,
        UserId createdBy,
        Instant createdAt,
        int version) {
    private static final ShownText NAME = new ShownText(80);

    /**
     * A name as somebody typed it, without the spaces around it.
     *
     * @throws LightWebException INVALID for one that is none
     */
    public static String requireName(String typed) {
        return NAME.require("name", typed);
    }

    /** The same under another name and with other rules. */
    public IslandRecord with(String newName, MemberRules newRules) {
        return new IslandRecord(id, slug, newName, newRules, createdBy, createdAt, version + 1);
    }

    /**
     * The rules that somebody agrees to, as a text that changes with them: what was shown is what
     * is agreed to.
     */
    public String agreement() {
        return rules.text();
    }
}
