// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.api.Administration;
import org.tuttlenetwork.lightweb.demo.zitadel.api.ProjectService;
import org.tuttlenetwork.lightweb.demo.zitadel.api.ZitadelApi;
import org.tuttlenetwork.lightweb.demo.zitadel.http.CallLog;
import org.tuttlenetwork.lightweb.demo.zitadel.http.CallLog.ReceivedCall;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Clients;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.IssuedTokens;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.OddToken;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.OidcServer;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.ServiceKey;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.SigningKeys;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Projects;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.Targets;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookSender;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookSender.Delivery;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookTarget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in for Zitadel on loopback, as strict as the real one in the calls that it implements;
 * any other call answers 501 and is noted. Thread-safe.
 */
public final class ZitadelStandIn implements AutoCloseable {
    private final Optional<StateFile> stateFile;
    private Optional<StateFile.Content> lastSaved = Optional.empty();
    private final Store store;
    private final OidcServer.Secrets secrets;
    private final OidcServer oidc;
    private final WebhookSender webhook;
    private final Targets targets = new Targets();
    private final Console console;
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults();
    private final HttpServer server;
    private final HttpServer controlServer;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("zitadel-http-", 0).factory());

    private ZitadelStandIn(ZitadelOptions options, Keys first) throws IOException {
        stateFile = options.files().state().map(StateFile::new);
        Optional<StateFile.Content> saved = stateFile.flatMap(StateFile::read);
        var clock = options.time().clock();
        store = new Store(clock, saved.map(StateFile.Content::store).orElse(Store.Saved.NOTHING));
        secrets =
                new OidcServer.Secrets(
                        new SigningKeys(saved.map(StateFile.Content::keys).orElse(first.signing())),
                        new ServiceKey(saved.map(StateFile.Content::serviceKey).or(first::service)),
                        new IssuedTokens(
                                clock,
                                saved.map(StateFile.Content::tokens)
                                        .orElse(IssuedTokens.Saved.NOTHING)));
        console = new Console(store);
        if (saved.isEmpty() && options.isJustInstalled()) {
            console.install();
        } else if (saved.isEmpty()) {
            console.setUp();
        }
        store.lag(options.time().listLag());
        webhook = new WebhookSender(clock, options.webhook());
        store.onEvents(_ -> save());
        store.onEvents(webhook::send);
        server = bind(options.ports().main());
        controlServer = bind(options.ports().control());
        Clients clients =
                options.isJustInstalled()
                        ? new Clients()
                        : new Clients(options.redirectUris(), options.tokens().settings());
        oidc =
                new OidcServer(
                        issuer(), store, secrets, clients, options.tokens().lifetimes(), clock);
        Projects projects = new Projects();
        if (!options.isJustInstalled()) {
            projects.create(new Projects.Project(ProjectService.NAME, true, clock.instant()));
        }
        options.webhook().ifPresent(this::tell);
        ZitadelApi api =
                new ZitadelApi(
                        store,
                        new Administration(projects, clients, secrets.serviceKey(), targets),
                        oidc::apiUser);
        server.createContext("/", new MainHandler(issuer(), api, oidc, calls, faults, this::save));
        controlServer.createContext("/", new ControlHandler(this));
    }

    /** Shows where events go as a target that executions call. */
    private void tell(WebhookTarget to) {
        ObjectNode settings = Json.object().build();
        String endpoint = to.endpoint().toString();
        targets.put(
                new Targets.Target(
                        "360000000000000001",
                        "lightweb-events",
                        endpoint,
                        to.signingKey(),
                        "restWebhook",
                        settings));
        for (String name : List.of("user.grant", "user", "project.role")) {
            targets.execute(condition("group", name), List.of("360000000000000001"));
        }
        for (String name :
                List.of("project.deactivated", "project.reactivated", "project.removed")) {
            targets.execute(condition("event", name), List.of("360000000000000001"));
        }
    }

    private static ObjectNode condition(String kind, String name) {
        return Json.object().put("event", Json.object().text(kind, name)).build();
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    }

    /**
     * Starts a stand-in.
     *
     * @throws UncheckedIOException where a port is taken or a file cannot be written
     */
    public static ZitadelStandIn start(ZitadelOptions options) {
        return start(options, new Keys(List.of(), Optional.empty()));
    }

    /** Keys for an instance without a state file; those that are missing are made. */
    record Keys(List<String> signing, Optional<String> service) {}

    static ZitadelStandIn start(ZitadelOptions options, Keys first) {
        try {
            ZitadelStandIn standIn = new ZitadelStandIn(options, first);
            if (options.files().key().isPresent()) {
                StateFile.writePrivately(options.files().key().get(), standIn.serviceUserKey());
            }
            standIn.save();
            for (HttpServer one : List.of(standIn.server, standIn.controlServer)) {
                one.setExecutor(standIn.threads);
                one.start();
            }
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The issuer, which is also the base of all APIs: {@code http://127.0.0.1:<port>}. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The base of the control interface, such as {@code http://127.0.0.1:9181/control}. */
    public URI controlUri() {
        return URI.create("http://127.0.0.1:" + controlServer.getAddress().getPort() + "/control");
    }

    /** The service user's key file (contract §4). */
    public byte[] serviceUserKey() {
        return secrets.serviceKey().file();
    }

    /** Zitadel's console, worked by an administrator. */
    public Console console() {
        return console;
    }

    /** An access token of a persona, with the recommended scopes. */
    public String token(Persona persona) {
        return token(persona.userId(), Scopes.RECOMMENDED, false, oidc.testTokens().lifetime());
    }

    /** An opaque access token of a persona, with the recommended scopes. */
    public String opaqueToken(Persona persona) {
        return token(persona.userId(), Scopes.RECOMMENDED, true, oidc.testTokens().lifetime());
    }

    /** An access token as asked for. */
    public String token(String userId, List<String> scopes, boolean opaque, Duration lifetime) {
        String token = oidc.testTokens().access(userId, scopes, opaque, lifetime);
        save();
        return token;
    }

    /** The lifetime of tokens that a login gives. */
    public Duration tokenLifetime() {
        return oidc.testTokens().lifetime();
    }

    /** A token that is not as it should be. */
    public String oddToken(Persona persona, OddToken kind) {
        return oidc.testTokens().odd(persona.userId(), kind);
    }

    /**
     * Signs with a new key from now on.
     *
     * @param algorithm {@code RS256}, {@code ES256} or {@code EdDSA}
     * @param dropOld whether tokens signed before can no longer be verified
     */
    public void rotateKey(String algorithm, boolean dropOld) {
        secrets.keys().rotate(algorithm, dropOld);
        save();
    }

    /** Sets by how much lists are behind, from 0 to 5 s. */
    public void listLag(Duration lag) {
        store.lag(lag);
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** The calls received, oldest first. */
    public List<ReceivedCall> calls() {
        return calls.calls();
    }

    /** The calls that the stand-in does not implement; a test fails where there are any. */
    public List<String> unexpectedCalls() {
        return calls.unexpected();
    }

    /** Forgets the calls received. */
    public void clearCalls() {
        calls.clear();
    }

    /** Sets, or takes away, where events are posted. */
    public void webhook(Optional<WebhookTarget> target) {
        webhook.target(target);
    }

    /** The targets and executions that were set up. */
    public Targets targets() {
        return targets;
    }

    /** The attempts to post an event. */
    public List<Delivery> deliveries() {
        return webhook.deliveries();
    }

    Store store() {
        return store;
    }

    /** Writes the state file where something has changed. */
    void save() {
        synchronized (secrets) {
            stateFile.ifPresent(this::save);
        }
    }

    private void save(StateFile file) {
        StateFile.Content content =
                new StateFile.Content(
                        store.saved(),
                        secrets.tokens().saved(),
                        secrets.keys().saved(),
                        secrets.serviceKey().saved());
        if (!lastSaved.equals(Optional.of(content))) {
            file.write(content);
            lastSaved = Optional.of(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        controlServer.stop(0);
        threads.shutdownNow();
        webhook.close();
        save();
    }
}
