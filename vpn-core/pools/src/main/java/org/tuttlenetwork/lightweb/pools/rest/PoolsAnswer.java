// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;

import java.util.Optional;

/** The signed document at {@code /api/v1/pools}, the same bytes for everybody. */
@Component(service = PreparedAnswer.class)
public final class PoolsAnswer implements PreparedAnswer {
    private final ServedDocument document;

    @Activate
    public PoolsAnswer(@Reference Weather weather) {
        this.document = new ServedDocument(weather, DocumentType.POOLS.id(), 60);
    }

    @Override
    public String path() {
        return "/api/v1/pools";
    }

    @Override
    public Optional<Body> body() {
        return document.body();
    }
}
