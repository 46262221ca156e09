// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Answers in PostgreSQL, encrypted with the master key, as some of them hold a token that is shown
 * once. They go after an hour: an answer about a device may not be kept longer (DECISIONS 4.3).
 */
@Component(service = {KeptAnswers.class, RecurringTask.class})
public final class PostgresKeptAnswers implements KeptAnswers, RecurringTask {
    /** For how long a key is remembered. */
    public static final Duration KEPT = Duration.ofHours(1);

    private final Database database;
    private final MasterKey key;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    @Activate
    public PostgresKeptAnswers(BundleContext context, @Reference Database database) {
        this(
                database,
                MasterKey.at(Path.of(context.getProperty("lightweb.data")).resolve("master.key")),
                Clock.systemUTC());
    }

    /**
     * @param key what the answers are encrypted with
     */
    public PostgresKeptAnswers(Database database, MasterKey key, Clock clock) {
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Claim claim(Scope scope, String fingerprint) {
        Instant now = clock.instant();
        return database.write(
                transaction -> {
                    update(
                            transaction,
                            "delete from kept_answer where scope = ? and claimed_at < ?",
                            scope.sha256(),
                            Timestamp.from(now.minus(KEPT)));
                    int added =
                            update(
                                    transaction,
                                    "insert into kept_answer (scope, fingerprint, claimed_at)"
                                            + " values (?, ?, ?) on conflict (scope) do nothing",
                                    scope.sha256(),
                                    fingerprint,
                                    Timestamp.from(now));
                    return added == 1 ? new Claim.Fresh() : found(transaction, scope, fingerprint);
                });
    }

    private Claim found(Transaction transaction, Scope scope, String fingerprint) {
        try (PreparedStatement select =
                transaction
                        .connection()
                        .prepareStatement(
                                "select fingerprint, answer from kept_answer where scope = ?")) {
            select.setString(1, scope.sha256());
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return new Claim.Open();
                }
                if (!fingerprint.equals(rows.getString(1))) {
                    return new Claim.Different();
                }
                byte[] answer = rows.getBytes(2);
                return answer == null ? new Claim.Open() : new Claim.Answered(open(scope, answer));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A kept answer could not be read", e);
        }
    }

    @Override
    public void keep(Scope scope, KeptAnswer answer) {
        byte[] sealed = seal(scope, answer);
        database.write(
                transaction ->
                        update(
                                transaction,
                                "update kept_answer set answer = ? where scope = ?",
                                sealed,
                                scope.sha256()));
    }

    @Override
    public void drop(Scope scope) {
        database.write(
                transaction ->
                        update(
                                transaction,
                                "delete from kept_answer where scope = ? and answer is null",
                                scope.sha256()));
    }

    private byte[] seal(Scope scope, KeptAnswer answer) {
        try {
            return key.encrypt(json.writeValueAsBytes(answer), purpose(scope));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written as JSON", e);
        }
    }

    private KeptAnswer open(Scope scope, byte[] sealed) {
        try {
            return json.readValue(key.decrypt(sealed, purpose(scope)), KeptAnswer.class);
        } catch (IOException e) {
            throw new IllegalStateException("A kept answer is not what was written", e);
        }
    }

    private static String purpose(Scope scope) {
        return "web.kept-answer." + scope.sha256();
    }

    private static int update(Transaction transaction, String sql, Object... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The kept answers could not be changed", e);
        }
    }

    @Override
    public String name() {
        return "forget-kept-answers";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        database.write(
                transaction ->
                        update(
                                transaction,
                                "delete from kept_answer where claimed_at < ?",
                                Timestamp.from(clock.instant().minus(KEPT))));
    }
}
