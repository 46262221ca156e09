// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Writes a grid's islands into the database of a running host, as the host would have: making
 * thousands by its API would take an hour. That they are as it would have made them shows when it
 * finds nothing to change.
 */
final class Rows implements AutoCloseable {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 200;
    private static final int PORT_LINE = 3;

    /** More than come by and by, and as many as come in the burst. */
    private static final int EXPECTED = 1000;

    private final Connection connection;

    private Rows(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param data the host's folder
     */
    static Rows open(Path data) throws IOException, SQLException {
        Path database = data.resolve("database");
        String password = Files.readString(database.resolve("password")).strip();
        String port =
                Files.readAllLines(database.resolve("cluster/postmaster.pid"))
                        .get(PORT_LINE)
                        .strip();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true";
        return new Rows(DriverManager.getConnection(url, "lw", password));
    }

    /** Waits until the host knows so many people, and has carried the news of all into islands. */
    void awaitPeople(int people) throws IOException, SQLException, InterruptedException {
        await(
                "select count(*) >= " + people + " from identity.users",
                "everybody in the host's view");
        await(
                "select not exists (select 1 from lightweb.feed where number is null)",
                "a numbered feed");
        await(
                "select coalesce(max(f.number), 0) <= coalesce((select number from"
                        + " lightweb.feed_cursor where consumer like '%/membership'), 0) from"
                        + " lightweb.feed f where f.topic = 'identity.membership'",
                "the news of all memberships");
    }

    private void await(String condition, String what)
            throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (PreparedStatement select = connection.prepareStatement(condition);
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                if (rows.getBoolean(1)) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IOException("the host did not come to " + what + " in time");
    }

    /** How many fragments are not applied. */
    int unapplied() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select count(*) from mesh.fragment where state <> 'APPLIED'");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** All in one transaction. */
    void write(Population population) throws SQLException {
        Grid grid = population.grid();
        connection.setAutoCommit(false);
        try (PreparedStatement slug =
                        connection.prepareStatement(
                                "insert into islands.slug (slug, taken_at) values (?, now())");
                PreparedStatement island =
                        connection.prepareStatement(
                                "insert into islands.island (id, slug, name, mode, state,"
                                        + " created_by, created_at, version) values (?, ?, ?,"
                                        + " 'EVERYTHING', 'ACTIVE', ?, now(), 1)");
                PreparedStatement member =
                        connection.prepareStatement(
                                "insert into islands.declared_member (island_id, user_id) values"
                                        + " (?, ?)");
                PreparedStatement names =
                        connection.prepareStatement(
                                "insert into islands.island_names (island_id, domain) values (?,"
                                        + " ?)");
                PreparedStatement fragment =
                        connection.prepareStatement(
                                "insert into mesh.fragment (feature, name, body, state) values"
                                        + " ('islands', ?, ?::jsonb, 'APPLIED')");
                PreparedStatement owned =
                        connection.prepareStatement(
                                "insert into mesh.owned (kind, feature, fragment, key, nonce,"
                                        + " netbird_id) values (?, 'islands', ?, ?, ?, ?)")) {
            for (int number = 0; number < grid.islands(); number++) {
                List<String> members = grid.on(number).stream().map(Grid::user).toList();
                if (number < population.islandsInZitadel()) {
                    add(slug, Grid.slug(number));
                    add(
                            island,
                            Grid.id(number),
                            Grid.slug(number),
                            "Bench " + number,
                            members.getFirst());
                    add(names, Grid.id(number), Population.DOMAIN);
                    for (String user : members) {
                        add(member, Grid.id(number), user);
                    }
                }
                String name = "island-" + Grid.id(number);
                add(fragment, name, fragment(number, members));
                Population.Placed placed = population.placed().get(number);
                own(owned, "GROUP", name, "members", placed.group());
                own(owned, "POLICY", name, "members", placed.policy());
                own(owned, "ZONE", name, Population.domain(number), placed.zone());
            }
            for (PreparedStatement one : List.of(slug, island, names, member, owned, fragment)) {
                one.executeBatch();
            }
            if (population.guests() > 0) {
                expect(grid);
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * Guests have joined by an invitation, and agreed to what the island's members may reach: their
     * role is on its way. Whoever comes by Zitadel's console alone has agreed to nothing, and is
     * kept apart in groups of their own.
     */
    private void expect(Grid grid) throws SQLException {
        try (PreparedStatement note =
                connection.prepareStatement(
                        "insert into islands.membership_note (island_id, user_id, added_by,"
                                + " added_at, asked_role, operation) values (?, ?, ?, now(),"
                                + " 'member', gen_random_uuid()) on conflict do nothing")) {
            for (int firstGuest : List.of(0, Grants.GUESTS)) {
                for (int given = 0; given < EXPECTED; given++) {
                    Grants.Pair pair = Grants.pair(grid, firstGuest, given);
                    add(
                            note,
                            Grid.id(pair.island()),
                            Grid.guest(pair.guest()),
                            Grid.user(grid.on(pair.island()).getFirst()));
                }
            }
            note.executeBatch();
        }
    }

    private static void own(
            PreparedStatement owned,
            String kind,
            String fragment,
            String key,
            Population.Marked object)
            throws SQLException {
        add(owned, kind, fragment, key, object.nonce(), object.id());
    }

    private static void add(PreparedStatement insert, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
    }

    /** What an island with the rule everything declares. */
    private static String fragment(int number, List<String> members) {
        ObjectNode root = JSON.objectNode();
        ObjectNode group = root.putArray("groups").addObject();
        group.put("key", "members").put("name", Population.title(number));
        new TreeSet<>(members).forEach(group.putArray("users")::add);
        group.putArray("peers");
        ObjectNode policy = root.putArray("policies").addObject();
        policy.put("key", "members").put("name", Population.title(number) + " members");
        policy.put("protocol", "ALL").put("bidirectional", true).putArray("ports");
        policy.putObject("source").put("own", "members");
        policy.putObject("destination").put("own", "members");
        ObjectNode zone = root.putArray("zones").addObject();
        zone.put("domain", Population.domain(number));
        zone.putObject("distribution").put("own", "members");
        return root.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
