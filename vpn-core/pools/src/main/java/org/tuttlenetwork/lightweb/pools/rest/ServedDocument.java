// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import org.tuttlenetwork.lightweb.api.web.PreparedAnswer.Body;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore.Signed;

import java.util.Optional;

/**
 * A signed document as a prepared body: the same object for the same version, so that what was made
 * of it stays good.
 */
final class ServedDocument {
    private final Weather weather;
    private final String name;
    private final int maxAgeSeconds;
    private volatile Optional<Prepared> prepared = Optional.empty();

    ServedDocument(Weather weather, String name, int maxAgeSeconds) {
        this.weather = weather;
        this.name = name;
        this.maxAgeSeconds = maxAgeSeconds;
    }

    Optional<Body> body() {
        Optional<Signed> signed = weather.document(name);
        Optional<Prepared> last = prepared;
        String hash = signed.map(Signed::sha256).orElse("");
        if (last.map(Prepared::sha256).filter(hash::equals).isEmpty()) {
            last = signed.map(this::prepare);
            prepared = last;
        }
        return last.map(Prepared::body);
    }

    private Prepared prepare(Signed signed) {
        String tag = "\"" + signed.sha256() + "\"";
        return new Prepared(
                signed.sha256(),
                new Body(signed.envelope(), "application/json", tag, maxAgeSeconds));
    }

    private record Prepared(String sha256, Body body) {}
}
