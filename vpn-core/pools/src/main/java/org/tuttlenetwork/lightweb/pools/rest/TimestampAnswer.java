// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore.Signed;

import java.util.Optional;

/** The signed document at {@code /api/v1/timestamp}, the same bytes for everybody. */
@Component(service = PreparedAnswer.class)
public final class TimestampAnswer implements PreparedAnswer {
    private final Weather weather;
    private volatile Optional<Prepared> prepared = Optional.empty();

    @Activate
    public TimestampAnswer(@Reference Weather weather) {
        this.weather = weather;
    }

    @Override
    public String path() {
        return "/api/v1/timestamp";
    }

    @Override
    public Optional<Body> body() {
        Optional<Signed> signed = weather.document(DocumentType.TIMESTAMP.id());
        Optional<Prepared> last = prepared;
        // The same version gives the same body, so that what was made of it (compressed bytes)
        // stays good.
        if (signed.isPresent() && last.filter(known -> known.of() == signed.get()).isEmpty()) {
            last = signed.map(document -> new Prepared(document, body(document)));
            prepared = last;
        }
        return last.map(Prepared::body);
    }

    private static Body body(Signed signed) {
        return new Body(signed.envelope(), "application/json", "\"" + signed.sha256() + "\"", 0);
    }

    private record Prepared(Signed of, Body body) {}
}
