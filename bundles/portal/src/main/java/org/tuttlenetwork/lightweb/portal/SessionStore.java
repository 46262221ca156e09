// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Sessions. */
final class SessionStore {
    void open(Transaction transaction, String cookie, UserId user, String name, Instant expires) {
        update(
                transaction,
                "insert into session (cookie_sha256, user_id, display_name, expires_at) values (?,"
                        + " ?, ?, ?)",
                Tokens.sha256(cookie),
                user.value(),
                name,
                Timestamp.from(expires));
    }

    Optional<Stored> find(Transaction transaction, String cookie, Instant now) {
        String sql =
                "select user_id, display_name, language from session where cookie_sha256 = ? and"
                        + " expires_at > ?";
        try (PreparedStatement select = transaction.connection().prepareStatement(sql)) {
            select.setString(1, Tokens.sha256(cookie));
            select.setTimestamp(2, Timestamp.from(now));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Stored(
                                        new UserId(rows.getString(1)),
                                        rows.getString(2),
                                        rows.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The session could not be read", e);
        }
    }

    void setLanguage(Transaction transaction, String cookie, String language) {
        update(
                transaction,
                "update session set language = ? where cookie_sha256 = ?",
                language,
                Tokens.sha256(cookie));
    }

    void end(Transaction transaction, String cookie) {
        update(transaction, "delete from session where cookie_sha256 = ?", Tokens.sha256(cookie));
    }

    void endAll(Transaction transaction, UserId user) {
        update(transaction, "delete from session where user_id = ?", user.value());
    }

    void forgetExpired(Transaction transaction, Instant now) {
        update(transaction, "delete from session where expires_at < ?", Timestamp.from(now));
        // Of hosts of an older version, which keep them here.
        update(transaction, "delete from login_attempt where expires_at < ?", Timestamp.from(now));
    }

    private static void update(Transaction transaction, String sql, Object... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A statement on sessions failed", e);
        }
    }

    /**
     * A session.
     *
     * @param language the language that was chosen; null where none was
     */
    record Stored(UserId user, String displayName, @Nullable String language) {}
}
