// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.mesh.netbird.ListedToken;
import org.tuttlenetwork.lightweb.mesh.netbird.MadeToken;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUser;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUserTokens;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.Origin;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.State;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the next token of a role, and deletes those that hosts made and nobody uses any more; on
 * the fleet's writer only. Wherever it is broken off, the next run goes on from what is stored: a
 * token is a row before it is made, sealed in it before it is tried, tried before it is used, and
 * the one before it is deleted by a later run, when all hosts know. The configured one is never
 * deleted: it is what is left if everything else is lost.
 */
final class TokenKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(TokenKeeper.class);

    /** No call of a host that is gone is under way any more. */
    private static final Duration LONGEST_CALL = Duration.ofHours(1);

    private final TokenInUse inUse;
    private final ServiceUserTokens own;
    private final ServiceUserTokens others;
    private final TokenRecords records;
    private final int days;
    private final Clock clock;

    /**
     * @param own calls of this role's, which end where this host is not the writer any more
     * @param others the same with the administrator's token, for what another service user left
     * @param days how long a new one lasts
     */
    TokenKeeper(
            TokenInUse inUse,
            ServiceUserTokens own,
            ServiceUserTokens others,
            TokenRecords records,
            int days,
            Clock clock) {
        this.inUse = inUse;
        this.own = own;
        this.others = others;
        this.records = records;
        this.days = days;
        this.clock = clock;
    }

    /** Goes on with what was begun, and deletes what nobody uses. */
    void tidy(ServiceUser owner, List<ListedToken> listed) throws NetbirdException {
        for (StoredToken token : records.all(inUse.role())) {
            boolean isOwn = token.origin().serviceUser().equals(owner.id());
            if (isOwn) {
                tidy(token, own, listed);
            } else {
                tidyForeign(token);
            }
        }
        inUse.reload();
    }

    /**
     * Another service user's: it hinders nothing, so it does not either if it cannot be deleted.
     */
    private void tidyForeign(StoredToken token) {
        try {
            tidy(token, others, others.of(token.origin().serviceUser()));
        } catch (NetbirdException e) {
            LOG.warn(
                    "A {} token of a service user of before stays until it is over: {}",
                    token.role().label(),
                    e.getMessage());
            if (token.made().map(made -> isOver(made.life().ends())).orElse(false)) {
                records.gone(token);
            }
        }
    }

    private void tidy(StoredToken token, ServiceUserTokens calls, List<ListedToken> listed)
            throws NetbirdException {
        Optional<ListedToken> there =
                listed.stream().filter(one -> WhichToken.is(token, one)).findFirst();
        switch (token.state()) {
            case BEGUN -> {
                if (there.isPresent()) {
                    delete(token, calls, there.get());
                } else if (isOver(token.begun().plus(LONGEST_CALL))) {
                    records.never(token);
                }
            }
            case KEPT -> {
                if (inUse.isOfThisOne(token)) {
                    tryOut(token);
                } else {
                    records.retire(token, "another one is configured");
                }
            }
            case USED -> whyNot(token, there).ifPresent(why -> records.retire(token, why));
            case RETIRED -> {
                if (there.isPresent()) {
                    delete(token, calls, there.get());
                } else {
                    records.gone(token);
                }
            }
        }
    }

    /** One that cannot be deleted now hinders no new one: it is tried again by the next run. */
    private void delete(StoredToken token, ServiceUserTokens calls, ListedToken listed) {
        try {
            calls.delete(token.origin().serviceUser(), listed.id());
            records.gone(token);
        } catch (NetbirdException e) {
            LOG.warn(
                    "A {} token that is not used any more stays for now: {}",
                    token.role().label(),
                    e.getMessage());
        }
    }

    /** Why a token is not to be used any more; empty where it is. */
    private Optional<String> whyNot(StoredToken token, Optional<ListedToken> there) {
        if (!inUse.isOfThisOne(token)) {
            return Optional.of("another one is configured");
        }
        boolean isRefused =
                inUse.refused().map(one -> one.nonce().equals(token.nonce())).orElse(false);
        boolean isLost =
                there.isEmpty() || there.map(one -> isOver(one.life().ends())).orElse(false);
        return isRefused && isLost
                ? Optional.of(
                        "it was deleted in NetBird or is over, and the configured one is used")
                : Optional.empty();
    }

    private boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }

    /**
     * Makes the next one, tries it and uses it.
     *
     * @param configuredEnds when the configured one ends, where that is known
     */
    void rotate(ServiceUser owner, Optional<Instant> configuredEnds) throws NetbirdException {
        Origin origin = new Origin(inUse.told(), owner.id(), configuredEnds);
        String nonce = records.begin(inUse.role(), origin);
        String name = "LightWeb " + inUse.role().label() + " " + Owned.mark(nonce);
        records.keep(nonce, own.make(owner.id(), name, days));
        for (StoredToken token : records.all(inUse.role())) {
            if (token.nonce().equals(nonce) && token.is(State.KEPT)) {
                tryOut(token);
            }
        }
    }

    private void tryOut(StoredToken token) throws NetbirdException {
        MadeToken made = token.made().orElseThrow();
        if (!own.takes(made.plain())) {
            records.retire(token, "NetBird does not take it");
            throw new NetbirdException(
                    "NetBird does not take the token that it made just now", false);
        }
        records.use(token, made);
        inUse.reload();
    }
}
