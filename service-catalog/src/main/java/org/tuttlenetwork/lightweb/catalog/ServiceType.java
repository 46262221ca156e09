// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import java.util.List;
import java.util.Map;

/**
 * A kind of service, as its bundle's {@code service.yaml} describes it: immutable per version.
 *
 * @param id reverse DNS, for example {@code com.nextcloud.server}
 * @param version the version of the description
 * @param kind what it is for
 * @param name by language; {@code en} is always there
 * @param summary at most 150 characters, by language; {@code en} is always there
 * @param license SPDX
 * @param website where to read on; empty where none
 * @param endpoints how it is reached; at least one
 * @param clients apps that speak to it
 * @param iconSvg the icon as SVG markup
 */
public record ServiceType(
        String id,
        String version,
        Kind kind,
        Map<String, String> name,
        Map<String, String> summary,
        String license,
        String website,
        List<Endpoint> endpoints,
        List<Client> clients,
        byte[] iconSvg) {
    /** What a service is for: a closed list. */
    public enum Kind {
        CHAT,
        FILES,
        PASSWORDS,
        MAIL,
        MEDIA,
        PHOTOS,
        FORUM,
        WIKI,
        GIT,
        VIDEO_CALL,
        SOCIAL,
        CALENDAR,
        OTHER
    }

    /** The transport of an endpoint. */
    public enum Protocol {
        HTTPS,
        HTTP,
        TCP,
        UDP
    }

    public ServiceType {
        name = Map.copyOf(name);
        summary = Map.copyOf(summary);
        endpoints = List.copyOf(endpoints);
        clients = List.copyOf(clients);
    }

    /** The text for a language, English where there is none. */
    public static String in(String language, Map<String, String> texts) {
        String english = texts.getOrDefault("en", "");
        return texts.getOrDefault(language, english);
    }

    /**
     * How a service is reached.
     *
     * @param name unique in the type, for example {@code web}
     * @param protocol the transport
     * @param port 1 to 65535
     * @param path for HTTP, beginning with a slash; else empty
     */
    public record Endpoint(String name, Protocol protocol, int port, String path) {}

    /**
     * An app that speaks to the service.
     *
     * @param platform android, ios, linux, windows, macos or web
     * @param name the app's name
     * @param link where to get it, or a deep link template with {@code {url}}
     */
    public record Client(String platform, String name, String link) {}
}
