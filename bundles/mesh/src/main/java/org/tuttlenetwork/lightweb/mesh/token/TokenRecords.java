// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.mesh.netbird.MadeToken;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.Nonces;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.FindingStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.Origin;
import org.tuttlenetwork.lightweb.mesh.store.TokenStore;

import java.time.Clock;
import java.util.List;

/**
 * What becomes of tokens, each step in a transaction with what is told of it: the journal, the
 * findings, the feed that other hosts follow. Tokens themselves are in none of them.
 */
public final class TokenRecords {
    /** The feed's topic: another token is used, for the role that is the key. */
    public static final String TOPIC = "mesh.token";

    private static final Logger LOG = LoggerFactory.getLogger(TokenRecords.class);
    private static final FragmentKey NONE = new FragmentKey("", "");

    private final Database database;
    private final TokenStore store;
    private final Clock clock;
    private final FindingStore findings = new FindingStore();

    public TokenRecords(Database database, TokenStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    List<StoredToken> all(TokenRole role) {
        return database.read(tx -> store.all(tx, role));
    }

    /**
     * An intent, before NetBird is asked.
     *
     * @return the nonce that the token's name has to carry
     */
    String begin(TokenRole role, Origin origin) {
        String nonce = Nonces.next();
        return database.write(
                tx -> {
                    store.begin(tx, nonce, role, origin, clock.instant());
                    return nonce;
                });
    }

    void keep(String nonce, MadeToken made) {
        database.write(
                tx -> {
                    store.keep(tx, nonce, made);
                    return nonce;
                });
    }

    void use(StoredToken token, MadeToken made) {
        boolean isNew =
                database.write(
                        tx -> {
                            boolean used = store.use(tx, token);
                            if (used) {
                                tellUsed(tx, token, made);
                            }
                            return used;
                        });
        if (isNew) {
            LOG.info("A new {} token for NetBird is used: {}", token.role().label(), made);
        }
    }

    private void tellUsed(Transaction transaction, StoredToken token, MadeToken made) {
        transaction.journal(note("mesh.token.made", token).withAfter(end(made)));
        transaction.publish(TOPIC, token.role().label(), "{}");
        tell(
                transaction,
                "a new "
                        + token.role().label()
                        + " token was made, and is used until "
                        + made.life().ends());
    }

    /**
     * Nobody uses it any more.
     *
     * @param why in words
     */
    void retire(StoredToken token, String why) {
        database.write(
                tx -> {
                    store.retire(tx, token);
                    tx.publish(TOPIC, token.role().label(), "{}");
                    return tell(tx, "a " + token.role().label() + " token is retired: " + why);
                });
        LOG.info("A {} token for NetBird is retired: {}", token.role().label(), why);
    }

    /** It is gone from NetBird. */
    void gone(StoredToken token) {
        database.write(
                tx -> {
                    store.forget(tx, token);
                    tx.journal(note("mesh.token.retired", token));
                    return token;
                });
    }

    /** It never was in NetBird. */
    void never(StoredToken token) {
        database.write(
                tx -> {
                    store.forget(tx, token);
                    return token;
                });
    }

    private String tell(Transaction transaction, String words) {
        findings.add(transaction, clock.instant(), Finding.Kind.TOKEN, NONE, words);
        return words;
    }

    private static JournalNote note(String action, StoredToken token) {
        return JournalNote.bySystem(action, "netbird-token:" + token.role().label());
    }

    private static String end(MadeToken made) {
        return "{\"ends\":\"" + made.life().ends() + "\"}";
    }
}
