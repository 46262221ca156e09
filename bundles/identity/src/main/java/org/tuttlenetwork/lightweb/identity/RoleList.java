// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The next list of roles of one user (DECISIONS 1.5): Zitadel replaces the whole list, so
 * everything that must stay is in it, and nothing that was taken away.
 *
 * @param roles what to write, sorted: Zitadel compares in order
 * @param differs whether it differs from what is there
 * @param fulfilled the intents that it fulfils
 * @param impossible grants of roles that the project does not have
 */
public record RoleList(
        List<String> roles, boolean differs, List<Intent> fulfilled, List<Intent> impossible) {
    /**
     * @param base what is there
     * @param masked roles under a tombstone, and roles removed from the project
     * @param intents of this user, in the order asked for
     * @param existing the project's roles where known for certain: others are dropped, or Zitadel
     *     refuses the whole list. Empty to leave unknown ones in
     */
    public static RoleList plan(
            Set<String> base,
            Set<String> masked,
            List<Intent> intents,
            Optional<Set<String>> existing) {
        Set<String> roles = new TreeSet<>(base);
        roles.removeAll(masked);
        existing.ifPresent(roles::retainAll);
        List<Intent> fulfilled = new ArrayList<>();
        List<Intent> impossible = new ArrayList<>();
        for (Intent intent : intents) {
            String role = intent.roles().getFirst();
            if (intent.kind() == Intent.Kind.REVOKE) {
                roles.remove(role);
                fulfilled.add(intent);
            } else if (existing.isEmpty() || existing.get().contains(role)) {
                roles.add(role);
                fulfilled.add(intent);
            } else {
                impossible.add(intent);
            }
        }
        return new RoleList(
                List.copyOf(roles), !roles.equals(new HashSet<>(base)), fulfilled, impossible);
    }
}
