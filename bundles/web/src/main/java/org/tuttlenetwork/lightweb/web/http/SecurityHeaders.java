// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

import java.util.ArrayList;
import java.util.List;

/** The headers that tell browsers what this site never does. */
public final class SecurityHeaders {
    private final List<HttpField> fields;

    /**
     * @param https whether browsers reach the host by https: adds HSTS
     * @param formTargets origins beside our own that a form may lead to, through redirects too
     */
    public SecurityHeaders(boolean https, List<String> formTargets) {
        String targets = formTargets.isEmpty() ? "" : " " + String.join(" ", formTargets);
        List<HttpField> all = new ArrayList<>();
        all.add(
                new PreEncodedHttpField(
                        "Content-Security-Policy",
                        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri"
                                + " 'none'; frame-ancestors 'none'; form-action 'self'"
                                + targets));
        all.add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"));
        all.add(new PreEncodedHttpField("Referrer-Policy", "no-referrer"));
        all.add(new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"));
        all.add(new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));
        all.add(
                new PreEncodedHttpField(
                        "Permissions-Policy", "camera=(), geolocation=(), microphone=()"));
        if (https) {
            all.add(
                    new PreEncodedHttpField(
                            HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
        }
        fields = List.copyOf(all);
    }

    /** Adds them to an answer that has none of them yet. */
    void addTo(HttpFields.Mutable headers) {
        fields.forEach(headers::add);
    }

    /** Puts them in, whatever is there. */
    void putInto(HttpFields.Mutable headers) {
        fields.forEach(headers::put);
    }
}
