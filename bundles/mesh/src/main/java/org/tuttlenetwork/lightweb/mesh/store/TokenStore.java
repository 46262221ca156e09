// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;
import static org.tuttlenetwork.lightweb.mesh.store.Sql.update;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.netbird.MadeToken;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.Origin;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken.State;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Tokens that hosts made, sealed with the master key, in the transaction that is handed in. */
public final class TokenStore {
    private final MasterKey masterKey;

    public TokenStore(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /** Tells configured tokens apart; without the master key it tells nothing of them. */
    public String tell(String configuredToken) {
        return HexFormat.of()
                .formatHex(
                        masterKey.authenticate(
                                configuredToken.getBytes(StandardCharsets.UTF_8),
                                "mesh.configured-token"));
    }

    /** Remembers that a token is about to be made, under a nonce that its name will carry. */
    public void begin(
            Transaction transaction, String nonce, TokenRole role, Origin origin, Instant now) {
        update(
                transaction,
                "insert into netbird_token (nonce, role, state, configured, service_user,"
                        + " configured_ends, begun_at) values (?, ?, 'BEGUN', ?, ?, ?, ?)",
                nonce,
                role.name(),
                origin.configured(),
                origin.serviceUser(),
                origin.configuredEnds().map(Timestamp::from).orElse(null),
                Timestamp.from(now));
    }

    /** Keeps what was made. */
    public void keep(Transaction transaction, String nonce, MadeToken made) {
        update(
                transaction,
                "update netbird_token set state = 'KEPT', netbird_id = ?, sealed = ?, made_at = ?,"
                        + " ends_at = ? where nonce = ? and state = 'BEGUN'",
                made.id(),
                masterKey.encrypt(made.plain().getBytes(StandardCharsets.UTF_8), purpose(nonce)),
                Timestamp.from(made.life().from()),
                Timestamp.from(made.life().ends()),
                nonce);
    }

    /**
     * Every host uses this one from now on; the one before is retired.
     *
     * @return false where it is not one that was kept and not tried: another host was faster
     */
    public boolean use(Transaction transaction, StoredToken token) {
        update(
                transaction,
                "update netbird_token set state = 'RETIRED', sealed = null where role = ? and state"
                        + " = 'USED' and exists (select 1 from netbird_token kept where kept.nonce"
                        + " = ? and kept.state = 'KEPT')",
                token.role().name(),
                token.nonce());
        return update(
                        transaction,
                        "update netbird_token set state = 'USED' where nonce = ? and state ="
                                + " 'KEPT'",
                        token.nonce())
                == 1;
    }

    /** Nobody uses it any more, and nobody can: the token itself is forgotten. */
    public void retire(Transaction transaction, StoredToken token) {
        update(
                transaction,
                "update netbird_token set state = 'RETIRED', sealed = null where nonce = ?",
                token.nonce());
    }

    public void forget(Transaction transaction, StoredToken token) {
        update(transaction, "delete from netbird_token where nonce = ?", token.nonce());
    }

    /** All of a role, oldest first. */
    public List<StoredToken> all(Transaction transaction, TokenRole role) {
        return query(
                transaction,
                "select nonce, role, state, configured, service_user, configured_ends, begun_at,"
                        + " netbird_id, sealed, made_at, ends_at from netbird_token where role = ?"
                        + " order by begun_at, nonce",
                this::read,
                role.name());
    }

    private StoredToken read(ResultSet rows) throws SQLException {
        String nonce = rows.getString(1);
        return new StoredToken(
                nonce,
                TokenRole.valueOf(rows.getString(2)),
                State.valueOf(rows.getString(3)),
                new Origin(
                        rows.getString(4),
                        rows.getString(5),
                        Optional.ofNullable(rows.getTimestamp(6)).map(Timestamp::toInstant)),
                rows.getTimestamp(7).toInstant(),
                made(rows, nonce));
    }

    private Optional<MadeToken> made(ResultSet rows, String nonce) throws SQLException {
        String id = rows.getString(8);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(
                new MadeToken(
                        id,
                        open(rows.getBytes(9), nonce),
                        new TokenLife(
                                rows.getTimestamp(10).toInstant(),
                                rows.getTimestamp(11).toInstant())));
    }

    private String open(byte @Nullable [] sealed, String nonce) {
        return sealed == null
                ? ""
                : new String(masterKey.decrypt(sealed, purpose(nonce)), StandardCharsets.UTF_8);
    }

    private static String purpose(String nonce) {
        return "mesh.token." + nonce;
    }
}
