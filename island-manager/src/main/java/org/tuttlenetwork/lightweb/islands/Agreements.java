// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people of an island have agreed that others may reach on their devices: a rule that widens
 * applies to those who agreed to it (DECISIONS 1.11).
 *
 * @param less who has agreed to less than the island's rules, and to what
 */
public record Agreements(Map<UserId, MemberRules> less) {
    /** Everybody has agreed to the rules as they are. */
    public static final Agreements WHOLE = new Agreements(Map.of());

    public Agreements {
        less = Map.copyOf(less);
    }

    /** Those of some people only. */
    Agreements of(Set<UserId> people) {
        Map<UserId, MemberRules> theirs = new HashMap<>(less);
        theirs.keySet().retainAll(people);
        return new Agreements(theirs);
    }

    /** Those who are asked for more by these rules: some have agreed to all of them. */
    public Agreements asked(MemberRules rules) {
        Map<UserId, MemberRules> asked = new HashMap<>(less);
        asked.values().removeIf(rules::isWithin);
        return new Agreements(asked);
    }

    /** What somebody has agreed to, where that is less than the rules. */
    public Optional<MemberRules> less(UserId user) {
        return Optional.ofNullable(less.get(user));
    }

    /**
     * What holds once the rules are others. Nobody has to agree to less; who had not agreed to the
     * old rules, and is asked for more, keeps what they had agreed to.
     *
     * @param people who is in, on the way in, or has asked to be let in
     * @param by who changes them, and so agrees
     */
    public Agreements changed(
            MemberRules before, MemberRules after, Collection<UserId> people, UserId by) {
        Map<UserId, MemberRules> agreed = new HashMap<>(less);
        people.forEach(user -> agreed.putIfAbsent(user, before));
        agreed.remove(by);
        // What is taken away is agreed to no more: the same asks anew later.
        agreed.replaceAll((_, rules) -> rules.common(after));
        agreed.values().removeIf(after::isWithin);
        return new Agreements(agreed);
    }

    /** Members who have agreed to one port, or to everything. */
    Set<UserId> agreedTo(MemberRules rule, Set<UserId> members) {
        return members.stream()
                .filter(user -> less(user).map(rule::isWithin).orElse(true))
                .collect(Collectors.toUnmodifiableSet());
    }
}
