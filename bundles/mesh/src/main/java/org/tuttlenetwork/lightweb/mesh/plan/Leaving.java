// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who leaves, by what NetBird showed last: a plan of a few fragments alone, with nothing in it but
 * people who go. A machine's place follows from its name, which may be another by now.
 */
public final class Leaving {
    private Leaving() {}

    /**
     * @param some the fragments that want less than before
     * @param known what NetBird showed last
     * @param owned what is ours of these fragments
     * @return in order: devices out of groups, then groups out of users' auto groups
     */
    public static List<Change> of(Desired some, Actual known, List<Owned> owned) {
        Ownership ownership = new Ownership(known, owned);
        Map<ObjectKey, String> going = new HashMap<>(ownership.ids());
        going.keySet().removeIf(key -> key.kind() != Kind.GROUP);
        for (Declared declared : some.declared()) {
            for (MeshGroup group : declared.fragment().groups()) {
                going.remove(declared.key().object(Kind.GROUP, group.key()));
            }
        }
        return Membership.changes(some, known, ownership, going).stream()
                .flatMap(change -> ofPeople(change, known).stream())
                .toList();
    }

    private static Optional<Change> ofPeople(Change change, Actual known) {
        return switch (change) {
            case Change.RemoveAutoGroups _ -> Optional.of(change);
            case Change.RemovePeers(var key, var group, var peers) -> {
                Set<String> people =
                        peers.stream()
                                .filter(id -> isOfSomebody(known.peers().get(id)))
                                .collect(Collectors.toSet());
                yield people.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Change.RemovePeers(key, group, people));
            }
            default -> Optional.empty();
        };
    }

    private static boolean isOfSomebody(Actual.@Nullable Peer peer) {
        return peer != null && !peer.userId().isEmpty();
    }
}
