// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.persistence.DatabaseStarter;
import org.tuttlenetwork.lightweb.persistence.Installation;
import org.tuttlenetwork.lightweb.persistence.RunningDatabase;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

class UnitDatabaseIT {
    private static TestDatabase postgres;
    private static Database unit;

    @BeforeAll
    static void start() {
        postgres = TestDatabase.start();
        unit = postgres.unit("trying", List.of(), UnitDatabaseIT.class);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void triesAgainAfterASerializationFailure() {
        AtomicInteger tries = new AtomicInteger();
        String result =
                unit.write(
                        tx -> {
                            execute(tx, "insert into note (id, text) values ('serial', 'x')");
                            if (tries.incrementAndGet() < 3) {
                                execute(
                                        tx,
                                        "do $$ begin raise exception using errcode = '40001'; end"
                                                + " $$");
                            }
                            return "done";
                        });
        assertThat(result).isEqualTo("done");
        assertThat(tries).hasValue(3);
        assertThat(count("serial")).isEqualTo(1);
    }

    @Test
    void refusesATextThatPostgresqlCannotHoldAsBadInput() {
        String sql = "insert into note (id, text) values (?, 'x')";
        assertThatThrownBy(() -> unit.write(tx -> Sql.update(tx, sql, "a\0")))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID));
    }

    @Test
    void triesAgainWhenTheConnectionIsLostBeforeTheCommit() {
        AtomicInteger tries = new AtomicInteger();
        unit.write(
                tx -> {
                    execute(tx, "insert into note (id, text) values ('lost', 'x')");
                    if (tries.incrementAndGet() == 1) {
                        terminate(tx);
                        execute(tx, "select 1");
                    }
                    return true;
                });
        assertThat(tries).hasValue(2);
        assertThat(count("lost")).isEqualTo(1);
    }

    @Test
    void doesNotRepeatWorkWhoseCommitHasAnUnknownEnd() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        UnitName name = new UnitName("trying");
        try (UnitFactory factory =
                UnitFactory.build(name, List.of(), UnitDatabaseIT.class.getClassLoader())) {
            Database losing =
                    new UnitDatabase(
                            losingAnswers(postgres.pool()), name, factory, () -> {}, _ -> {});
            assertThatThrownBy(
                            () ->
                                    losing.write(
                                            tx -> {
                                                tries.incrementAndGet();
                                                execute(
                                                        tx,
                                                        "insert into note (id, text) values"
                                                                + " ('unknown', 'x')");
                                                return true;
                                            }))
                    .isInstanceOfSatisfying(
                            LightWebException.class,
                            e -> {
                                assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE);
                                assertThat(e.detail()).contains("is not known");
                            });
        }
        assertThat(tries).hasValue(1);
        assertThat(count("unknown")).isEqualTo(1);
    }

    @Test
    void saysUnavailableWhenThereIsNoConnection() {
        DataSource none =
                proxy(
                        DataSource.class,
                        postgres.pool(),
                        (_, connection) -> {
                            ((Connection) connection).close();
                            throw new SQLTransientConnectionException("no connection in time");
                        });
        UnitName name = new UnitName("trying");
        try (UnitFactory factory =
                UnitFactory.build(name, List.of(), UnitDatabaseIT.class.getClassLoader())) {
            Database down = new UnitDatabase(none, name, factory, () -> {}, _ -> {});
            assertThatThrownBy(() -> down.read(tx -> true))
                    .isInstanceOfSatisfying(
                            LightWebException.class,
                            e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
        }
    }

    @Test
    void runsEveryActionAfterTheCommitAlsoWhenOneFails() {
        List<String> done = new ArrayList<>();
        String result =
                unit.write(
                        tx -> {
                            tx.afterCommit(() -> done.add("first"));
                            tx.afterCommit(
                                    () -> {
                                        throw new IllegalStateException("no");
                                    });
                            tx.afterCommit(() -> done.add("last"));
                            return "committed";
                        });
        assertThat(result).isEqualTo("committed");
        assertThat(done).containsExactly("first", "last");
    }

    @Test
    void runsNoActionAfterARollback() {
        AtomicBoolean ran = new AtomicBoolean();
        assertThatThrownBy(
                        () ->
                                unit.write(
                                        tx -> {
                                            tx.afterCommit(() -> ran.set(true));
                                            throw LightWebException.conflict("no");
                                        }))
                .isInstanceOf(LightWebException.class);
        assertThat(ran).isFalse();
    }

    @Test
    void leavesNothingOfItsRoleOnTheConnection() throws Exception {
        unit.write(tx -> true);
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select current_setting('role'), current_setting('search_path')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("none");
            assertThat(rows.getString(2)).doesNotContain("trying");
        }
    }

    @Test
    void migratesOnceWhenTwoHostsStartAtOnce() throws Exception {
        URL script = UnitDatabaseIT.class.getResource("/db/migration/V1__notes.sql");
        Server server = postgres.running().server();
        Callable<Boolean> host =
                () -> {
                    new Migrations(List.of(script))
                            .run(server, postgres.pool(), new UnitName("at-once"));
                    return true;
                };
        try (ExecutorService hosts = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> run : hosts.invokeAll(List.of(host, host, host, host))) {
                assertThat(run.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select count(*) from at_once.flyway_schema_history where version"
                                        + " = '1'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void leavesFlywayOutWhenTheSameScriptsWereTheLast() throws Exception {
        URL script = UnitDatabaseIT.class.getResource("/db/migration/V1__notes.sql");
        UnitName name = new UnitName("twice");
        Server server = postgres.running().server();
        new Migrations(List.of(script)).run(server, postgres.pool(), name);
        execute("drop table twice.flyway_schema_history");
        new Migrations(List.of(script)).run(server, postgres.pool(), name);
        // Flyway would have made its table again, and failed at the notes that are there.
        assertThatThrownBy(() -> execute("select from twice.flyway_schema_history"))
                .hasMessageContaining("does not exist");
        execute("comment on schema twice is 'lightweb: migrated by others'");
        assertThatThrownBy(() -> new Migrations(List.of(script)).run(server, postgres.pool(), name))
                .isInstanceOf(FlywayException.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void refusesToBeStartedAsTheOtherProfile() {
        assertThatThrownBy(() -> start("real", TestDatabase.MASTER_KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("made for a demo network")
                .hasMessageContaining("started as a real one");
    }

    @Test
    void refusesToBeStartedWithAnotherMasterKey() {
        assertThatThrownBy(() -> start("demo", "0000"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key")
                .hasMessageContaining("Put the master.key of its hosts");
    }

    private RunningDatabase start(String profile, String masterKey) throws SQLException {
        Server server = postgres.running().server();
        return DatabaseStarter.start(server, new Installation(profile, masterKey), 4);
    }

    @Test
    void keepsReservedNamesFromBundles() {
        for (String name : List.of("lightweb", "feature", "public", "pg-x")) {
            assertThatThrownBy(() -> UnitName.ofBundle(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reserved");
        }
    }

    /** Connections that commit and then lose the answer. */
    private static DataSource losingAnswers(DataSource pool) {
        return proxy(
                DataSource.class,
                pool,
                (name, result) ->
                        name.equals("getConnection")
                                ? proxy(
                                        Connection.class,
                                        (Connection) result,
                                        UnitDatabaseIT::loseCommit)
                                : result);
    }

    private static Object loseCommit(String name, Object result) throws SQLException {
        if (name.equals("commit")) {
            throw new SQLException("The connection is lost", "08006");
        }
        return result;
    }

    private interface After {
        Object with(String name, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(
                Proxy.newProxyInstance(
                        UnitDatabaseIT.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return after.with(
                                        method.getName(), method.invoke(target, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private static void terminate(Transaction transaction) {
        try (Connection other = postgres.running().server().plain().getConnection();
                Statement statement = other.createStatement();
                Statement own = transaction.connection().createStatement();
                ResultSet pid = own.executeQuery("select pg_backend_pid()")) {
            pid.next();
            statement.execute("select pg_terminate_backend(" + pid.getInt(1) + ", 5000)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Transaction transaction, String sql) {
        try (Statement statement = transaction.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String id) {
        return unit.read(
                tx -> {
                    try (Statement statement = tx.connection().createStatement();
                            ResultSet rows =
                                    statement.executeQuery(
                                            "select count(*) from note where id = '" + id + "'")) {
                        rows.next();
                        return rows.getLong(1);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
