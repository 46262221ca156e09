// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.core.Context;

import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.web.http.Viewers;

import java.util.function.Function;

/** Gives resource methods their {@code @Context Viewer}. */
final class ViewerParameter implements ValueParamProvider {
    private final Viewers viewers;

    ViewerParameter(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        boolean asked =
                parameter.getRawType() == Viewer.class
                        && parameter.isAnnotationPresent(Context.class);
        return asked ? request -> viewers.of(RequestFacts.of(request).request()) : null;
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
