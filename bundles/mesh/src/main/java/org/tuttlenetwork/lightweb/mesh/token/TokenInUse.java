// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.State;
import org.tuttlenetwork.lightweb.mesh.store.TokenStore;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The token that a host calls with: the one that a host made from the configured one, and the
 * configured one itself where there is none, or NetBird does not take it. One that was made from
 * another configured token is never used. Thread-safe.
 */
public final class TokenInUse implements TokenSource {
    private static final Logger LOG = LoggerFactory.getLogger(TokenInUse.class);

    private final TokenRole role;
    private final String configured;
    private final String told;
    private final Database database;
    private final TokenStore store;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile Optional<StoredToken> made = Optional.empty();

    /**
     * @param configured the token of the settings
     */
    public TokenInUse(TokenRole role, String configured, Database database, TokenStore store) {
        this.role = role;
        this.configured = configured;
        this.told = store.tell(configured);
        this.database = database;
        this.store = store;
        reload();
    }

    TokenRole role() {
        return role;
    }

    /** Tells the configured token from other ones. */
    String told() {
        return told;
    }

    /** Looks what the fleet uses now. */
    public void reload() {
        made =
                database.read(tx -> store.all(tx, role)).stream()
                        .filter(one -> one.is(State.USED) && isOfThisOne(one))
                        .findFirst();
    }

    /** Whether a token was made from the one that is configured here. */
    boolean isOfThisOne(StoredToken token) {
        return token.origin().configured().equals(told);
    }

    @Override
    public String token() {
        return rotated().map(TokenInUse::plain).orElse(configured);
    }

    /** The token that a host made, where it is the one to call with. */
    Optional<StoredToken> rotated() {
        return made.filter(one -> !refused.contains(plain(one)));
    }

    /** The token that a host made and that NetBird does not take. */
    Optional<StoredToken> refused() {
        return made.filter(one -> refused.contains(plain(one)));
    }

    @Override
    public boolean refused(String token) {
        boolean isNew = refused.add(token);
        // Another host may have made a new one meanwhile.
        reload();
        String next = token();
        boolean isAnother = !refused.contains(next);
        if (isNew && isAnother && next.equals(configured)) {
            LOG.warn(
                    "NetBird does not take the {} token that this network made for itself; the one"
                            + " in etc/lightweb.mesh.cfg ({}) is used",
                    role.label(),
                    role.key());
        }
        if (!isAnother) {
            // None is left: a moment's refusal must not outlast that moment.
            refused.clear();
        }
        return isAnother;
    }

    /** Lets what was refused be tried once more. */
    void forgive() {
        refused.clear();
    }

    private static String plain(StoredToken token) {
        return token.made().orElseThrow().plain();
    }
}
