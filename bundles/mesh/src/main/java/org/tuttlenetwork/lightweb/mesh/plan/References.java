// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.Optional;
import java.util.Set;

/** What group references mean now. */
final class References {
    private final Actual actual;
    private final Ownership ownership;
    private final Set<ObjectKey> wanted;

    References(Actual actual, Ownership ownership, Set<ObjectKey> wanted) {
        this.actual = actual;
        this.ownership = ownership;
        this.wanted = wanted;
    }

    /** NetBird's id of the group. */
    Optional<String> resolve(FragmentKey from, GroupRef reference) {
        return own(from, reference)
                .map(key -> wanted.contains(key) ? ownership.id(key) : Optional.<String>empty())
                .orElseGet(
                        () ->
                                reference instanceof GroupRef.Foreign(String name)
                                        ? actual.groupNamed(name).map(Actual.Group::id)
                                        : Optional.empty());
    }

    /**
     * Whether what stands now may be what the reference means. A foreign group that cannot be told
     * now may only be missing from a listing; one that is listed under another name, or one of
     * ours, was meant by an older declaration.
     *
     * @param standing NetBird's ids
     */
    boolean mayMean(FragmentKey from, GroupRef reference, Set<String> standing) {
        Optional<String> resolved = resolve(from, reference);
        if (resolved.isPresent()) {
            return standing.equals(Set.of(resolved.get()));
        }
        return reference instanceof GroupRef.Foreign(String name)
                && standing.stream()
                        .map(actual.groups()::get)
                        .allMatch(group -> group == null || group.name().equals(name));
    }

    static String words(GroupRef reference) {
        return switch (reference) {
            case GroupRef.Own(String key) -> "its own group " + key;
            case GroupRef.Foreign(String name) -> "the group " + name;
            case GroupRef.Declared(String feature, String fragment, String key) ->
                    "the group " + key + " of " + feature + "/" + fragment;
        };
    }

    private static Optional<ObjectKey> own(FragmentKey from, GroupRef reference) {
        return switch (reference) {
            case GroupRef.Own(String key) ->
                    Optional.of(new ObjectKey(Kind.GROUP, from.feature(), from.name(), key));
            case GroupRef.Declared(String feature, String fragment, String key) ->
                    Optional.of(new ObjectKey(Kind.GROUP, feature, fragment, key));
            case GroupRef.Foreign(String _) -> Optional.empty();
        };
    }
}
