// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Agenda;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Deliveries;
import org.tuttlenetwork.lightweb.demo.netbird.rest.ManagementApi;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.DemoAccount;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.PersonalAccessTokens;
import org.tuttlenetwork.lightweb.demo.netbird.state.Store;
import org.tuttlenetwork.lightweb.demo.netbird.state.Token;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A stand-in for NetBird's management server v0.77.1, on loopback, as strict as the real one for
 * the calls that it has. Any other call of the real server answers 501 and stands in {@link
 * #unexpectedCalls()}. Thread-safe.
 */
public final class NetbirdStandIn implements AutoCloseable {
    /** Personal access token of the service user with the role {@code network_admin}. */
    public static final String NETWORK_ADMIN_TOKEN = DemoNetbird.NETWORK_ADMIN_TOKEN;

    /** Personal access token of the service user with the role {@code admin}. */
    public static final String ADMIN_TOKEN = DemoNetbird.ADMIN_TOKEN;

    private final Store store;
    private final Clock clock;
    private final Agenda agenda;
    private final TimedAgenda saving;
    private final Deliveries deliveries;
    private final Faults faults;
    private final ManagementApi api;
    private final ApiFront front;
    private final Machines machines;
    private final HttpServer server;
    private final HttpServer control;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private NetbirdStandIn(NetbirdOptions options, Agenda agenda, Clock clock) throws IOException {
        this.clock = clock;
        this.agenda = agenda;
        store = new Store(options.stateFile().orElse(null), DemoAccount.create(clock.instant()));
        saving = new TimedAgenda("netbird-saving", clock);
        deliveries = new Deliveries(store, agenda);
        faults = new Faults(options.latency());
        api = new ManagementApi(store, deliveries, clock);
        front = new ApiFront(api, faults, options.rateLimit(), clock, this::changed);
        machines = new Machines(store, deliveries, clock);
        server = server(options.port());
        server.createContext("/", front::handle);
        control = server(options.controlPort());
        control.createContext("/", new ControlApi(this)::handle);
    }

    /**
     * Starts it; every connected peer gets its first map.
     *
     * @throws IOException if a port can't be bound
     */
    public static NetbirdStandIn start(NetbirdOptions options) throws IOException {
        return start(options, new TimedAgenda("netbird-deliveries", Clock.systemUTC()));
    }

    /**
     * The same with a time of deliveries that a test turns by hand.
     *
     * @throws IOException if a port can't be bound
     */
    public static NetbirdStandIn start(NetbirdOptions options, Agenda agenda) throws IOException {
        return started(new NetbirdStandIn(options, agenda, Clock.systemUTC()));
    }

    /**
     * The same with a clock of the test's, by which tokens end.
     *
     * @throws IOException if a port can't be bound
     */
    public static NetbirdStandIn start(NetbirdOptions options, Clock clock) throws IOException {
        Agenda agenda = new TimedAgenda("netbird-deliveries", clock);
        return started(new NetbirdStandIn(options, agenda, clock));
    }

    private static NetbirdStandIn started(NetbirdStandIn standIn) {
        for (String peer : standIn.read(account -> List.copyOf(account.peers.keySet()))) {
            standIn.deliveries.connected(peer);
        }
        standIn.store.save();
        standIn.server.start();
        standIn.control.start();
        return standIn;
    }

    private HttpServer server(int port) throws IOException {
        HttpServer made =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        made.setExecutor(threads);
        return made;
    }

    private void changed() {
        saving.after(Duration.ofMillis(200), store::save);
    }

    /** Where the management API is, without {@code /api}. */
    public URI uri() {
        return uri(server);
    }

    /** Where the control API is, without {@code /control}. */
    public URI controlUri() {
        return uri(control);
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Every call received, oldest first; at most the last 20 000. */
    public List<ReceivedCall> calls() {
        return front.calls();
    }

    /** The calls that only the real server would have carried out. */
    public List<ReceivedCall> unexpectedCalls() {
        return calls().stream().filter(call -> call.status() == 501).toList();
    }

    public void forgetCalls() {
        front.forgetCalls();
    }

    /** Cuts connections without an answer, until told otherwise. */
    public void down(boolean isDown) {
        faults.down(isDown);
    }

    /** Sets what each call waits before it is looked at. */
    public void slow(Duration latency) {
        faults.slow(new Latency.Fixed(latency));
    }

    /** Lets each call take as long as the real server's (netbird.md §5.1). */
    public void slowAsMeasured() {
        faults.slow(new Latency.AsMeasured());
    }

    Latency latency() {
        return faults.latency();
    }

    /** Lets the next calls that the fault concerns fail. */
    public void fail(Fault fault) {
        faults.fail(fault);
    }

    /** Lets the next calls fail before they change anything. */
    public void failNext(int times, int status) {
        fail(new Fault(times, status, "", "", Fault.Stage.BEFORE));
    }

    /** Leaves fields of these names out of every answer. */
    public void dropFields(Set<String> fields) {
        faults.drop(fields);
    }

    /** Ends all faults; the latency is that of the options again. */
    public void behave() {
        faults.clear();
    }

    /**
     * Does a call as the account's owner would from the dashboard: without faults, latency, limits
     * or a record.
     *
     * @param path with {@code /api}, without a query
     * @return the answer's JSON
     * @throws IllegalArgumentException if the answer is not 200
     */
    public JsonNode edit(String method, String path, @Nullable JsonNode body) {
        ManagementApi.Request request = new ManagementApi.Request(method, path, Map.of(), body);
        ManagementApi.Answer answer = api.route(request);
        if (answer == null) {
            User owner =
                    read(
                            account ->
                                    account.users.values().stream()
                                            .filter(user -> user.role().equals("owner"))
                                            .findFirst()
                                            .orElseThrow());
            answer = api.carryOut(request, owner, true);
        }
        changed();
        JsonNode json = answer.json();
        if (answer.status() != 200 || json == null) {
            throw new IllegalArgumentException(
                    method + " " + path + ": " + answer.status() + " " + json);
        }
        return json;
    }

    /**
     * A persona signs in on a machine.
     *
     * @return the peer's id, or null where the persona waits for approval or is blocked
     */
    public @Nullable String logIn(Persona persona, String host) {
        return logIn(persona.userId(), persona.email(), persona.displayName(), host);
    }

    /** Somebody signs in on a machine; the first time makes the user. */
    public @Nullable String logIn(String userId, String email, String name, String host) {
        String peer = machines.logIn(userId, email, name, host);
        changed();
        return peer;
    }

    /**
     * A machine joins by a setup key.
     *
     * @return the peer's id
     * @throws IllegalArgumentException if the key is not valid
     */
    public String join(String setupKey, String host) {
        String peer = machines.join(setupKey, host);
        changed();
        return peer;
    }

    /** Opens or closes a peer's stream. */
    public void connection(String peer, boolean open) {
        machines.connection(peer, open);
        changed();
    }

    /**
     * Makes a personal access token for anybody, as that person would in the dashboard.
     *
     * @param life how long it is valid; negative for one that is expired
     * @return the token in plain text
     * @throws IllegalArgumentException if there is no such user
     */
    public String issueToken(String userId, Duration life) {
        String plain = PersonalAccessTokens.next();
        store.change(
                account -> {
                    if (!account.users.containsKey(userId)) {
                        throw new IllegalArgumentException("no user " + userId);
                    }
                    String now = clock.instant().toString();
                    String expires = clock.instant().plus(life).toString();
                    String hash = PersonalAccessTokens.hash(plain);
                    String id = Ids.next();
                    return account.tokens.put(
                            id, new Token(id, userId, "issued", hash, expires, userId, now, null));
                });
        changed();
        return plain;
    }

    /** Every map that a peer got, oldest first: the last one says who is in it now. */
    public List<DeliveredMap> deliveredMaps(String peerId) {
        return deliveries.of(peerId);
    }

    /**
     * The id of a peer.
     *
     * @throws java.util.NoSuchElementException if there is no peer of that name
     */
    public String peerId(String name) {
        return read(account -> account.peerNamed(name).orElseThrow().path("id").asText());
    }

    /**
     * The id of a group.
     *
     * @throws java.util.NoSuchElementException if there is no group of that name
     */
    public String groupId(String name) {
        return read(account -> account.groupNamed(name).orElseThrow().id());
    }

    private <T> T read(Function<Account, T> reading) {
        return store.read(reading);
    }

    /** Closes both ports and writes the state file. */
    @Override
    public void close() {
        server.stop(0);
        control.stop(0);
        threads.shutdownNow();
        agenda.close();
        saving.close();
        store.save();
    }
}
