// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.tuttlenetwork.lightweb.mesh.netbird.ListedToken;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of a service user's listed tokens is the configured one. NetBird shows neither a token nor
 * its hash, and names are not unique. What is certain: a token that a host made is known by its id,
 * or by the nonce in its name, and is not the configured one; one that is over is not either. Where
 * one other is left, that is it. Of several it is among those used in the last minute before the
 * newest use, since NetBird notes the use of a token before it answers, the listing's own call too.
 * Where another program calls with another token of the same service user in that minute, it is not
 * certain which of them it is: the one that ends first is taken, so that an end is never missed.
 *
 * @param token empty where none is left
 * @param certain whether it can be no other
 */
record WhichToken(Optional<ListedToken> token, boolean certain) {
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    static WhichToken configured(List<ListedToken> listed, List<StoredToken> made, Instant now) {
        List<ListedToken> left =
                listed.stream()
                        .filter(one -> made.stream().noneMatch(ours -> is(ours, one)))
                        .filter(one -> now.isBefore(one.life().ends()))
                        .toList();
        Instant newest =
                left.stream()
                        .map(ListedToken::lastUsed)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        return new WhichToken(
                left.stream()
                        .filter(one -> !one.lastUsed().isBefore(newest.minus(TOGETHER)))
                        .min(Comparator.comparing(one -> one.life().ends())),
                left.size() == 1);
    }

    /** Whether a listed token is one that a host made. */
    static boolean is(StoredToken ours, ListedToken listed) {
        return ours.made().map(made -> made.id().equals(listed.id())).orElse(false)
                || listed.name().endsWith(Owned.mark(ours.nonce()));
    }
}
