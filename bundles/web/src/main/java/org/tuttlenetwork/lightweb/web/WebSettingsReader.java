// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.web.WebSettings.Binding;
import org.tuttlenetwork.lightweb.web.WebSettings.Door;
import org.tuttlenetwork.lightweb.web.WebSettings.HostFacts;
import org.tuttlenetwork.lightweb.web.WebSettings.Limits;
import org.tuttlenetwork.lightweb.web.WebSettings.TlsFiles;

import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads the settings; what is wrong is refused by naming file, key, value and what is allowed. */
final class WebSettingsReader {
    private static final String FILE = "etc/" + WebSettings.PID + ".cfg";

    private final Map<String, ?> properties;
    private final Path etc;
    private final HostFacts host;

    private WebSettingsReader(Map<String, ?> properties, Path etc, HostFacts host) {
        this.properties = properties;
        this.etc = etc;
        this.host = host;
    }

    /**
     * @param properties the configuration
     * @param etc what relative file names are below
     * @throws IllegalArgumentException if a value is not allowed
     */
    static WebSettings read(Map<String, ?> properties, Path etc, HostFacts host) {
        return new WebSettingsReader(properties, etc, host).settings();
    }

    private WebSettings settings() {
        Binding people = new Binding(addresses("host"), number("port", 0, 65535));
        Optional<TlsFiles> tls = tls("");
        Set<InetAddress> proxies = new HashSet<>(addresses("trusted_proxies"));
        checkPlainHttp("", people, tls, proxies);
        URI publicUrl = publicUrl(people, tls.isPresent());
        Limits limits =
                new Limits(
                        number("body_limit_bytes", 1024, 1 << 30),
                        number("nodes_body_limit_bytes", 1024, 1 << 30),
                        seconds("request_timeout_seconds", 1),
                        seconds("idle_timeout_seconds", 25),
                        seconds("nodes_idle_timeout_seconds", 90),
                        seconds("stop_timeout_seconds", 0),
                        number("refused_tokens_per_minute", 1, 1_000_000));
        return new WebSettings(
                people,
                publicUrl,
                proxies,
                tls,
                door(publicUrl, proxies),
                new Binding(addresses("nodes_host"), number("nodes_port", 0, 65535)),
                new Binding(addresses("metrics_host"), number("metrics_port", 0, 65535)),
                limits,
                list("form_targets").stream()
                        .map(target -> origin("form_targets", target))
                        .map(URI::toString)
                        .toList(),
                Set.copyOf(list("needed_features")),
                host);
    }

    private Optional<Door> door(URI publicUrl, Set<InetAddress> proxies) {
        String value = text("door_url");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        URI url = origin("door_url", value);
        // Cookies are named by it, and one login serves both.
        if (!url.getScheme().equals(publicUrl.getScheme())) {
            throw refused("door_url", value, publicUrl.getScheme() + "://… as public_url has it");
        }
        if (url.equals(publicUrl)) {
            throw refused("door_url", value, "another address than public_url");
        }
        requireHttps("door_url", url);
        Binding binding = new Binding(addresses("door_host"), number("door_port", 0, 65535));
        Optional<TlsFiles> tls = tls("door_");
        checkPlainHttp("door_", binding, tls, proxies);
        return Optional.of(new Door(binding, url, tls));
    }

    /**
     * @param prefix of the listener's keys
     */
    private void checkPlainHttp(
            String prefix, Binding binding, Optional<TlsFiles> tls, Set<InetAddress> proxies) {
        if (binding.isLoopback()) {
            return;
        }
        String key = prefix + "host";
        if (host.demo()) {
            throw refused(key, text(key), "an address of loopback: a demo is for this machine");
        }
        if (tls.isEmpty() && proxies.isEmpty()) {
            throw refused(
                    key,
                    text(key),
                    "an address of loopback as long as this listener speaks plain HTTP. Name "
                            + prefix
                            + "certificate_file and "
                            + prefix
                            + "key_file for HTTPS, or the proxy in front in trusted_proxies");
        }
    }

    private URI publicUrl(Binding people, boolean tls) {
        String value = text("public_url");
        if (value.isEmpty()) {
            if (!host.demo()) {
                throw refused("public_url", value, "the address at which people reach the host");
            }
            return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + people.port());
        }
        URI url = origin("public_url", value);
        requireHttps("public_url", url);
        return url;
    }

    private static void requireHttps(String key, URI url) {
        boolean local = "localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost());
        if (!"https".equals(url.getScheme()) && !local) {
            throw refused(key, url.toString(), "an https address, except on loopback");
        }
    }

    private Optional<TlsFiles> tls(String prefix) {
        String certificate = prefix + "certificate_file";
        String key = prefix + "key_file";
        if (text(certificate).isEmpty() && text(key).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new TlsFiles(file(certificate, text(certificate)), file(key, text(key))));
    }

    private Path file(String key, String value) {
        Path file = etc.resolve(value);
        if (value.isEmpty() || !Files.isReadable(file)) {
            throw refused(key, value, "the name of a readable PEM file; both files are needed");
        }
        return file;
    }

    private URI origin(String key, String value) {
        try {
            URI url =
                    URI.create(
                            value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http
                    && url.getHost() != null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw refused(key, value, "a URL: " + e.getMessage());
        }
        throw refused(key, value, "http:// or https://, a host, perhaps a port, and nothing more");
    }

    private List<InetAddress> addresses(String key) {
        return list(key).stream().map(value -> address(key, value)).toList();
    }

    private InetAddress address(String key, String value) {
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw refused(key, value, "IP addresses or names that resolve");
        }
    }

    private Duration seconds(String key, int min) {
        return Duration.ofSeconds(number(key, min, 86_400));
    }

    private int number(String key, int min, int max) {
        String value = text(key);
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(key, value, "a whole number from " + min + " to " + max);
        }
        throw refused(key, value, "a whole number from " + min + " to " + max);
    }

    private List<String> list(String key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private String text(String key) {
        Object value = properties.get(key);
        String text = value == null ? defaultOf(key) : value.toString().strip();
        if (text.contains("$[")) {
            throw refused(key, text, "a value: what stands in $[…] is not set");
        }
        return text;
    }

    private static String defaultOf(String key) {
        try {
            Method method = WebConfig.class.getMethod(key.replace("_", "__"));
            return Objects.toString(method.getDefaultValue());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("There is no such key: " + key, e);
        }
    }

    private static IllegalArgumentException refused(String key, String value, String allowed) {
        return new IllegalArgumentException(
                FILE + ": " + key + " = '" + value + "' is not allowed. Allowed: " + allowed + ".");
    }
}
