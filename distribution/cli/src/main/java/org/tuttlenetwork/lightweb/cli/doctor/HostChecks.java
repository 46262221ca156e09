// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.EventCondition;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All that is looked at for a host, as its settings say. */
public final class HostChecks {
    /** The files that say where Zitadel, NetBird and the host are. */
    public static final List<String> FILES =
            List.of("lightweb.identity", "lightweb.mesh", "lightweb.portal", "lightweb.web");

    private static final String IDENTITY = "lightweb.identity";
    private static final String HOOK = "/hooks/zitadel";

    private final Etc etc;
    private final HttpClient http;
    private final Clock clock;
    private final boolean demo;

    public HostChecks(Etc etc, HttpClient http, Clock clock) {
        this.etc = etc;
        this.http = http;
        this.clock = clock;
        this.demo = isDemo(etc.get(IDENTITY, "issuer"));
    }

    /** Only a demo's issuer is on this machine, and without https. */
    public static boolean isDemo(String issuer) {
        return issuer.matches("http://(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1])(:\\d+)?");
    }

    /** In the order of the table. */
    public List<Checks> all() {
        List<Checks> all = new ArrayList<>();
        all.add(Checks.alone(new SettingsCheck(etc)));
        if (!etc.get(IDENTITY, "issuer").isEmpty()) {
            all.add(zitadel());
        }
        if (!etc.get("lightweb.mesh", "url").isEmpty()) {
            all.add(netbird());
        }
        all.add(Checks.alone(new HostCheck(metrics())));
        return all;
    }

    private Check here(Check check) {
        return demo ? new WhereItRuns(check) : check;
    }

    private Checks zitadel() {
        Zitadel zitadel =
                new Zitadel(new Server(http, "Zitadel", etc.get(IDENTITY, "issuer"), ""), clock);
        ServiceUser user =
                new ServiceUser(zitadel, Path.of(etc.get(IDENTITY, "service_user_key_file")));
        Check introspection = new IntrospectionCheck(etc, zitadel);
        List<Checks> then =
                new ArrayList<>(
                        Checks.alone(List.of(new ClockCheck(zitadel, clock), introspection)));
        then.add(new Checks(new ServiceUserCheck(user), Checks.alone(ofServiceUser(user))));
        then.add(Checks.alone(hook("webhook", HOOK, "webhook_signing_key")));
        if (!etc.get(IDENTITY, "claims_signing_key").isEmpty()) {
            then.add(Checks.alone(hook("claims hook", HOOK + "/claims", "claims_signing_key")));
        }
        then.add(Checks.alone(new DenylistCheck(hookAddress(), demo)));
        return new Checks(here(new IssuerCheck(zitadel, demo)), then);
    }

    private Check hook(String name, String path, String key) {
        return new WebhookCheck(new Server(http, "The host", hookAddress(), ""), name, path, key);
    }

    private List<Check> ofServiceUser(ServiceUser user) {
        List<Check> checks =
                new ArrayList<>(
                        List.of(
                                new RightsCheck(user),
                                new TokenLifeCheck(user),
                                new ProjectCheck(etc, user),
                                new AdministratorCheck(etc, user),
                                new ApplicationsCheck(etc, user),
                                target("events target", user, "webhook_signing_key", "")));
        if (!etc.get(IDENTITY, "claims_signing_key").isEmpty()) {
            checks.add(target("claims target", user, "claims_signing_key", "/claims"));
        }
        return checks;
    }

    /** The door alone may be published, so Zitadel calls it where there is one. */
    private String hookAddress() {
        return etc.get("lightweb.web", "door_url", publicUrl());
    }

    private String publicUrl() {
        return etc.get("lightweb.web", "public_url", etc.get("lightweb.portal", "public_url"));
    }

    private Check target(String name, ServiceUser user, String key, String path) {
        List<String> endpoints = List.of(hookAddress() + HOOK + path, publicUrl() + HOOK + path);
        return new TargetCheck(
                name,
                user,
                new TargetCheck.Expected(
                        endpoints,
                        etc.get(IDENTITY, key),
                        path.isEmpty() ? EventCondition.OF_THE_HOST : EventCondition.OF_CLAIMS));
    }

    private Checks netbird() {
        Netbird netbird =
                new Netbird(new Server(http, "NetBird", etc.get("lightweb.mesh", "url"), ""));
        Netbird network = netbird.with(etc.get("lightweb.mesh", "network_token"));
        Netbird admin = netbird.with(etc.get("lightweb.mesh", "admin_token"));
        List<Check> ofAdmin =
                List.of(
                        new NetbirdVersionCheck(admin),
                        new PropagationCheck(admin),
                        new DefaultPolicyCheck(etc, admin, demo),
                        new JwtGroupsCheck(etc, admin),
                        new GroupsCheck(etc, admin),
                        new ApprovalCheck(admin));
        return new Checks(
                here(new NetbirdCheck(netbird)),
                List.of(
                        Checks.alone(
                                new NetbirdTokenCheck(
                                        "network token", "network_admin", network, clock)),
                        new Checks(
                                new NetbirdTokenCheck("admin token", "admin", admin, clock),
                                Checks.alone(ofAdmin))));
    }

    /** A listener for every address is also on loopback. */
    private Server metrics() {
        String host =
                etc.get("lightweb.web", "metrics_host", "127.0.0.1")
                        .replace("0.0.0.0", "127.0.0.1");
        String port = etc.get("lightweb.web", "metrics_port", "9464");
        return new Server(
                http, "The host", URI.create("http://" + host + ":" + port).toString(), "");
    }
}
