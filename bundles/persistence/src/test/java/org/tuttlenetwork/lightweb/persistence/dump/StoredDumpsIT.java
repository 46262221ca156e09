// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.data.SchemaDump.Reason;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.persistence.unit.MigrationScript;
import org.tuttlenetwork.lightweb.persistence.unit.Migrations;
import org.tuttlenetwork.lightweb.persistence.unit.UnitName;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

class StoredDumpsIT {
    private static final FeatureId FEATURE = new FeatureId("ev-ery");

    private final TestDatabase database = TestDatabase.startBare();
    private final StoredDumps dumps =
            new StoredDumps(
                    database.running().server(),
                    () -> new DumpWriter.Maker("0.1.0", "demo", "k", "2026-01-01T00:00:00Z"),
                    Clock.systemUTC());

    @BeforeEach
    void make() throws SQLException {
        Everything.make(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsWhichMigrationsASchemaHasHad() {
        assertThat(dumps.migrations(FEATURE)).containsExactly("1");
        assertThat(dumps.migrations(new FeatureId("never-there"))).isEmpty();
        dumps.purge(FEATURE);
        assertThat(dumps.migrations(FEATURE)).isEmpty();
    }

    @Test
    void purgesWithADumpThatBringsItAllBack() throws Exception {
        List<String> before = Everything.look(database);
        SchemaDump dump = dumps.purge(FEATURE);
        assertThat(dumps.list()).containsExactly(dump);
        assertThat(dump.rows()).isPositive();
        assertThat(there()).isEqualTo("0 schemas, 0 scripts");
        dumps.restore(dump.id(), false);
        assertThat(Everything.look(database)).isEqualTo(before);
        assertThat(there()).isEqualTo("1 schemas, 1 scripts");
    }

    private String there() throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select (select count(*) from pg_namespace where nspname = 'ev_ery') || ' schemas, ' ||
                                    (select count(*) from lightweb.unit_script where schema_name = 'ev_ery') || ' scripts'
                                """)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Roles are the server's, and other tests' databases have one of the usual name. */
    @Test
    void takesTheRoleAwayToo() throws Exception {
        UnitName unit = new UnitName("only-here");
        new Migrations(List.of(Everything.script()))
                .run(database.running().server(), database.pool(), unit);
        assertThat(roles(unit)).isEqualTo(1);
        dumps.purge(new FeatureId("only-here"));
        assertThat(roles(unit)).isZero();
    }

    @Test
    void deletesWhatAFailedFirstMigrationLeft() throws Exception {
        UnitName unit = new UnitName("half-made");
        MigrationScript bad = new MigrationScript("V1__bad.sql", "create tabel x ()");
        assertThatThrownBy(
                        () ->
                                Migrations.of(List.of(bad))
                                        .run(database.running().server(), database.pool(), unit))
                .hasMessageContaining("tabel");
        SchemaDump dump = dumps.purge(new FeatureId("half-made"));
        assertThat(dump.rows()).isZero();
        assertThat(roles(unit)).isZero();
    }

    @Test
    void keepsTheScriptsThatRanBeforeOneFailed() throws Exception {
        UnitName unit = new UnitName("half-made");
        MigrationScript good = new MigrationScript("V1__good.sql", "create table x (i integer)");
        MigrationScript bad = new MigrationScript("V2__bad.sql", "create tabel y ()");
        assertThatThrownBy(
                        () ->
                                Migrations.of(List.of(good, bad))
                                        .run(database.running().server(), database.pool(), unit))
                .hasMessageContaining("tabel");
        Everything.execute(database, "insert into half_made.x values (7)");
        SchemaDump dump = dumps.purge(new FeatureId("half-made"));
        dumps.restore(dump.id(), false);
        Everything.execute(database, "select 1 / (i - 6) from half_made.x");
        assertThat(dumps.migrations(new FeatureId("half-made"))).containsExactly("1");
    }

    /** As a restore with --replace leaves it in a database of the administrator's own. */
    @Test
    void leavesWhatWasMovedAside() throws Exception {
        Everything.execute(database, "create schema ev_ery_before");
        Everything.execute(database, "create table ev_ery_before.old as select 1 as one");
        String role = new UnitName(FEATURE.value()).role();
        Everything.execute(database, "alter schema ev_ery_before owner to " + role);
        Everything.execute(database, "alter table ev_ery_before.old owner to " + role);
        dumps.purge(FEATURE);
        Everything.execute(database, "select one from ev_ery_before.old");
    }

    private int roles(UnitName unit) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select count(*) from pg_roles where rolname = '"
                                        + unit.role()
                                        + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void dumpsBeforeAMigrationAndLeavesTheSchema() throws Exception {
        List<String> before = Everything.look(database);
        SchemaDump dump = dumps.dump(FEATURE, Reason.MIGRATION);
        assertThat(dump.reason()).isEqualTo(Reason.MIGRATION);
        assertThat(Everything.look(database)).isEqualTo(before);
        assertThatThrownBy(() -> dumps.restore(dump.id(), false))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
    }

    @Test
    void replacesWhatIsThereOnceADumpOfItIsKept() throws Exception {
        List<String> before = Everything.look(database);
        SchemaDump first = dumps.dump(FEATURE, Reason.MIGRATION);
        Everything.execute(database, "update ev_ery.account set cents = cents + 1");
        List<String> after = Everything.look(database);
        assertThat(after).isNotEqualTo(before);
        dumps.restore(first.id(), true);
        assertThat(Everything.look(database)).isEqualTo(before);
        SchemaDump replaced = dumps.list().getFirst();
        assertThat(replaced.reason()).isEqualTo(Reason.RESTORE);
        dumps.restore(replaced.id(), true);
        assertThat(Everything.look(database)).isEqualTo(after);
    }

    @Test
    void dropsNothingForADumpThatIsDamaged() throws Exception {
        SchemaDump dump = dumps.dump(FEATURE, Reason.MIGRATION);
        List<String> before = Everything.look(database);
        damage();
        assertThatThrownBy(() -> dumps.restore(dump.id(), true))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("Nothing was changed");
        assertThat(Everything.look(database)).isEqualTo(before);
        assertThat(dumps.list()).containsExactly(dump);
    }

    @Test
    void dropsNothingWhileSomebodyWorksInIt() throws Exception {
        List<String> before = Everything.look(database);
        try (Connection busy = database.pool().getConnection();
                Statement statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("update ev_ery.account set cents = cents");
            assertThatThrownBy(() -> dumps.purge(FEATURE))
                    .isInstanceOfSatisfying(
                            LightWebException.class,
                            e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
            busy.rollback();
        }
        assertThat(Everything.look(database)).isEqualTo(before);
        assertThat(dumps.list()).isEmpty();
    }

    @Test
    void refusesADumpThatWasAlteredAndChangesNothing() throws Exception {
        SchemaDump dump = dumps.purge(FEATURE);
        damage();
        assertThatThrownBy(() -> dumps.restore(dump.id(), false))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("Nothing was changed");
        assertThat(there()).startsWith("0 schemas");
    }

    private void damage() throws SQLException {
        Everything.execute(
                database,
                "update lightweb.schema_dump_chunk set content = set_byte(content, 700,"
                        + " get_byte(content, 700) # 1)");
    }

    @Test
    void saysWhereThereIsNothing() {
        assertThatThrownBy(() -> dumps.purge(new FeatureId("nobody")))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.NOT_FOUND));
    }

    @Test
    void forgetsAfterThirtyDaysAndNotBefore() {
        SchemaDump dump = dumps.dump(FEATURE, Reason.MIGRATION);
        Clock almost = Clock.offset(Clock.systemUTC(), Duration.ofDays(30).minusMinutes(5));
        new DumpRetention(dumps, almost).run();
        assertThat(dumps.list()).containsExactly(dump);
        Clock after = Clock.offset(Clock.systemUTC(), Duration.ofDays(30).plusMinutes(5));
        new DumpRetention(dumps, after).run();
        assertThat(dumps.list()).isEmpty();
        assertThatThrownBy(() -> dumps.restore(dump.id(), false))
                .isInstanceOf(LightWebException.class);
    }
}
