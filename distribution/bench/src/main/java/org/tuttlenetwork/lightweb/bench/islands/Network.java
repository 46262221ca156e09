// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.Child;
import org.tuttlenetwork.lightweb.bench.Folders;
import org.tuttlenetwork.lightweb.bench.Progress;
import org.tuttlenetwork.lightweb.bench.Setting;
import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.netbird.ReceivedCall;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A whole host with a PostgreSQL, a Zitadel, a NetBird and a grid's islands. */
final class Network implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TOKEN_LIFE = Duration.ofHours(2);
    private static final long LOOK_MILLIS = 10;
    private static final long QUIET_MILLIS = 3000;

    private final Setting setting;
    private final StandIns standIns;
    private final Child host;
    private final Rows rows;
    private final Population population;
    private final HttpClient http = HttpClient.newHttpClient();

    private Network(
            Setting setting, StandIns standIns, Child host, Rows rows, Population population) {
        this.setting = setting;
        this.standIns = standIns;
        this.host = host;
        this.rows = rows;
        this.population = population;
    }

    /** Starts all, and waits until the host has found nothing to change. */
    static Network start(Setting setting, Progress progress, Population population)
            throws IOException, InterruptedException {
        Path data = setting.work().resolve("islands");
        Folders.clear(data);
        StandIns standIns = StandIns.start(setting, population);
        Child host = null;
        try {
            progress.say("  the stand-ins hold " + population.grid().islands() + " islands");
            host =
                    Child.start(
                            setting.host(data),
                            standIns.environment(),
                            setting.work().resolve("islands-host.log"));
            host.awaitOk(setting.ready());
            Rows rows = Rows.open(data);
            rows.awaitPeople(population.known());
            progress.say("  the host knows " + population.known() + " people");
            Network network = new Network(setting, standIns, host, rows, population);
            network.addIslands();
            progress.say("  the host finds nothing to change");
            standIns = null;
            host = null;
            return network;
        } catch (SQLException e) {
            throw new IOException("the host's database: " + e.getMessage(), e);
        } finally {
            if (host != null) {
                host.close();
            }
            if (standIns != null) {
                standIns.close();
            }
        }
    }

    private void addIslands() throws SQLException, IOException, InterruptedException {
        awaitSettled();
        netbird().forgetCalls();
        rows.write(population);
        await("a comparison", () -> count("/api/dns/zones") >= 1);
        TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
        List<ReceivedCall> writes = writes();
        if (!writes.isEmpty()) {
            ReceivedCall first = writes.getFirst();
            throw new IOException(
                    "the host changes what was made for it, "
                            + writes.size()
                            + " times; first "
                            + first.method()
                            + " "
                            + first.path());
        }
        standIns.begin();
    }

    List<ReceivedCall> writes() {
        return netbird().calls().stream().filter(call -> !call.method().equals("GET")).toList();
    }

    private long count(String path) {
        return netbird().calls().stream().filter(call -> call.path().equals(path)).count();
    }

    Grid grid() {
        return population.grid();
    }

    NetbirdStandIn netbird() {
        return standIns.netbird();
    }

    ZitadelStandIn zitadel() {
        return standIns.zitadel();
    }

    Child host() {
        return host;
    }

    String group(int island) {
        return population.placed().get(island).group().id();
    }

    String peer(int person) {
        return netbird().peerId("device-" + person);
    }

    /** A member of an island, another on each, and never the owner. */
    int member(int island) {
        return grid().on(island).get(1 + island % (grid().members() - 1));
    }

    /** The members' devices. */
    List<String> peers(int island) {
        return grid().on(island).stream().map(this::peer).toList();
    }

    /** A client of the host's API for a person. */
    HostClient client(int person) {
        String token = zitadel().token(Grid.user(person), Scopes.RECOMMENDED, false, TOKEN_LIFE);
        return new HostClient(http, "http://127.0.0.1:" + setting.port(0), token);
    }

    /** Takes a member out of an island. */
    Removal remove(int island, Asking asking) throws IOException, InterruptedException {
        String peer = peer(member(island));
        List<String> others = peers(island).stream().filter(other -> !other.equals(peer)).toList();
        Instant asked = Instant.now();
        asking.ask();
        return new Removal(group(island), peer, others, asked);
    }

    /** Waits until nothing is left to be done in NetBird. */
    void awaitSettled() throws IOException, InterruptedException {
        await("a settled mesh", () -> rows.unapplied() == 0);
    }

    /** Waits for what must come. */
    static void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("waited in vain for " + what);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (SQLException e) {
            throw new IOException("the host's database: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try (standIns;
                host;
                rows) {
            http.shutdownNow();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Something that is asked for. */
    @FunctionalInterface
    interface Asking {
        void ask() throws IOException, InterruptedException;
    }

    /** Something that is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws SQLException;
    }
}
