// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The configuration, checked.
 *
 * @param zitadel where and who
 * @param api the API application for introspection; its id is empty where there is none
 * @param signingKeys of Zitadel's Actions targets
 * @param audiences one of them must be in a token's {@code aud}
 * @param pace how often
 * @param brake when absences are held
 */
public record Settings(
        Zitadel zitadel,
        ApiClient api,
        SigningKeys signingKeys,
        Set<String> audiences,
        Pace pace,
        Brake brake) {
    private static final String FILE = "etc/lightweb.identity.cfg";

    /**
     * Where Zitadel is, and what is ours there.
     *
     * @param commandLineClient the client id for {@code lightweb login}; empty where it is off
     */
    public record Zitadel(
            String issuer,
            String projectId,
            String organizationId,
            Path keyFile,
            String commandLineClient) {}

    /** The API application. */
    public record ApiClient(String id, String secret) {
        /** Never shows the secret. */
        @Override
        public String toString() {
            return "ApiClient[id=" + id + "]";
        }
    }

    /**
     * By which Zitadel signs what it sends to its Actions targets; empty where one is closed.
     *
     * @param webhook of events
     * @param claims of what is asked before a token is made
     */
    public record SigningKeys(String webhook, String claims) {
        /** Never shows them. */
        @Override
        public String toString() {
            return "SigningKeys[]";
        }
    }

    /** How often, and how long. */
    public record Pace(Duration poll, Duration reconcile, Duration timeout) {}

    public Settings {
        audiences = Set.copyOf(audiences);
    }

    /** Never shows secrets. */
    @Override
    public String toString() {
        return "Settings[" + zitadel + ", " + api + ", " + pace + "]";
    }

    /**
     * @throws IllegalArgumentException naming file, key, value and what is allowed
     */
    public static Settings of(IdentityConfig config) {
        boolean demo = profile(config.profile());
        Set<String> audiences = new HashSet<>(List.of(config.audiences()));
        audiences.removeIf(String::isBlank);
        audiences.add(id("project_id", config.project__id()));
        return new Settings(
                new Zitadel(
                        issuer(config.issuer(), demo),
                        config.project__id(),
                        id("organization_id", config.organization__id()),
                        Path.of(
                                present(
                                        "service_user_key_file",
                                        config.service__user__key__file())),
                        config.command__line__client__id().isEmpty()
                                ? ""
                                : id("command_line_client_id", config.command__line__client__id())),
                new ApiClient(config.api__client__id(), config.api__client__secret()),
                new SigningKeys(config.webhook__signing__key(), config.claims__signing__key()),
                audiences,
                new Pace(
                        seconds("poll_seconds", config.poll__seconds(), 1, 3600),
                        seconds("reconcile_seconds", config.reconcile__seconds(), 10, 86_400),
                        seconds("timeout_seconds", config.timeout__seconds(), 1, 60)),
                new Brake(percent("brake_share_percent", config.brake__share__percent())));
    }

    private static boolean profile(String profile) {
        return switch (profile) {
            case "demo" -> true;
            case "real" -> false;
            default -> throw wrong("profile", profile, "demo or real");
        };
    }

    private static String issuer(String issuer, boolean demo) {
        URI uri = uri(issuer);
        boolean https = "https".equals(uri.getScheme());
        boolean http = "http".equals(uri.getScheme());
        if (uri.getHost() == null || issuer.endsWith("/") || uri.getQuery() != null) {
            throw wrong(
                    "issuer",
                    issuer,
                    "the issuer as tokens name it: https://host, no slash at the end");
        }
        if (demo && !(http && isLoopback(uri.getHost()))) {
            throw wrong(
                    "issuer",
                    issuer,
                    "in the demo only http on loopback; start over a fresh database to connect a"
                            + " real Zitadel");
        }
        if (!demo && !https) {
            throw wrong("issuer", issuer, "an https issuer; http is for the demo only");
        }
        return issuer;
    }

    private static URI uri(String issuer) {
        try {
            return new URI(issuer);
        } catch (URISyntaxException e) {
            throw wrong("issuer", issuer, "a URL, for example https://id.example.org");
        }
    }

    /** Literal addresses and localhost: names that DNS could send elsewhere don't count. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static String id(String key, String value) {
        if (!value.matches("[!-~]{1,200}")) {
            throw wrong(key, value, "an id as Zitadel's console shows it");
        }
        return value;
    }

    private static String present(String key, String value) {
        if (value.isBlank()) {
            throw wrong(key, value, "the path of the JSON key file of the service user");
        }
        return value;
    }

    private static Duration seconds(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(key, Integer.toString(value), min + " to " + max + " seconds");
        }
        return Duration.ofSeconds(value);
    }

    private static int percent(String key, int value) {
        if (value < 1 || value > 100) {
            throw wrong(key, Integer.toString(value), "1 to 100 percent");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String key, String value, String allowed) {
        return new IllegalArgumentException(
                FILE + ": " + key + " = " + value + " is not allowed; it must be " + allowed);
    }
}
