// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Lifetimes;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.TokenSettings;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookTarget;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a stand-in is started.
 *
 * @param ports where it listens, on 127.0.0.1
 * @param files what it writes
 * @param redirectUris of the portal's client, compared exactly; none at all where nothing of
 *     LightWeb is set up yet
 * @param tokens lifetimes and what tokens carry
 * @param webhook where events go
 * @param time the clock, and by how much lists are behind
 */
public record ZitadelOptions(
        Ports ports,
        Files files,
        List<String> redirectUris,
        Tokens tokens,
        Optional<WebhookTarget> webhook,
        Time time) {
    /** Ports; 0 for any that is free. */
    public record Ports(int main, int control) {}

    /** The state and the service user's key; nothing is written where empty. */
    public record Files(Optional<Path> state, Optional<Path> key) {}

    /** Tokens of the portal and the command line. */
    public record Tokens(Lifetimes lifetimes, TokenSettings settings) {}

    /** The clock, and the lag of lists from 0 to 5 s. */
    public record Time(Clock clock, Duration listLag) {}

    public ZitadelOptions {
        redirectUris = List.copyOf(redirectUris);
    }

    /** For tests: any ports, no files, lists without lag, Zitadel's lifetimes, no webhook. */
    public static ZitadelOptions defaults() {
        return new ZitadelOptions(
                new Ports(0, 0),
                new Files(Optional.empty(), Optional.empty()),
                List.of(
                        "http://localhost:8080/login/callback",
                        "http://127.0.0.1:8080/login/callback"),
                new Tokens(Lifetimes.ZITADEL_DEFAULT, TokenSettings.RECOMMENDED),
                Optional.empty(),
                new Time(Clock.systemUTC(), Duration.ZERO));
    }

    /** Nothing of LightWeb is set up: no project, application, service user or target. */
    public ZitadelOptions justInstalled() {
        return new ZitadelOptions(ports, files, List.of(), tokens, Optional.empty(), time);
    }

    boolean isJustInstalled() {
        return redirectUris.isEmpty();
    }

    public ZitadelOptions withPorts(int main, int control) {
        return new ZitadelOptions(
                new Ports(main, control), files, redirectUris, tokens, webhook, time);
    }

    public ZitadelOptions withStateFile(Path state) {
        Files changed = new Files(Optional.of(state), files.key());
        return new ZitadelOptions(ports, changed, redirectUris, tokens, webhook, time);
    }

    public ZitadelOptions withKeyFile(Path key) {
        Files changed = new Files(files.state(), Optional.of(key));
        return new ZitadelOptions(ports, changed, redirectUris, tokens, webhook, time);
    }

    public ZitadelOptions withRedirectUris(List<String> uris) {
        return new ZitadelOptions(ports, files, uris, tokens, webhook, time);
    }

    public ZitadelOptions withLifetimes(Lifetimes lifetimes) {
        Tokens changed = new Tokens(lifetimes, tokens.settings());
        return new ZitadelOptions(ports, files, redirectUris, changed, webhook, time);
    }

    public ZitadelOptions withTokenSettings(TokenSettings settings) {
        Tokens changed = new Tokens(tokens.lifetimes(), settings);
        return new ZitadelOptions(ports, files, redirectUris, changed, webhook, time);
    }

    public ZitadelOptions withWebhook(WebhookTarget target) {
        return new ZitadelOptions(ports, files, redirectUris, tokens, Optional.of(target), time);
    }

    public ZitadelOptions withListLag(Duration lag) {
        Time changed = new Time(time.clock(), lag);
        return new ZitadelOptions(ports, files, redirectUris, tokens, webhook, changed);
    }

    public ZitadelOptions withClock(Clock clock) {
        Time changed = new Time(clock, time.listLag());
        return new ZitadelOptions(ports, files, redirectUris, tokens, webhook, changed);
    }
}
