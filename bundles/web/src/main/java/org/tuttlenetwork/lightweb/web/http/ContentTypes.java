// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import java.util.Map;

/** Content types of static files by their ending; what is not known is only for download. */
final class ContentTypes {
    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("css", "text/css;charset=utf-8"),
                    Map.entry("js", "text/javascript;charset=utf-8"),
                    Map.entry("html", "text/html;charset=utf-8"),
                    Map.entry("txt", "text/plain;charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));

    private ContentTypes() {}

    static String of(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return KNOWN.getOrDefault(ending, "application/octet-stream");
    }
}
