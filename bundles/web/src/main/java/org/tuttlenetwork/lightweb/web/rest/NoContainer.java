// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.Container;

/** What Jersey's life cycle listeners are told: generations are never reloaded. */
record NoContainer(ApplicationHandler handler) implements Container {
    @Override
    public ResourceConfig getConfiguration() {
        return handler.getConfiguration();
    }

    @Override
    public ApplicationHandler getApplicationHandler() {
        return handler;
    }

    @Override
    public void reload() {
        throw new UnsupportedOperationException("A generation is replaced, not reloaded");
    }

    @Override
    public void reload(ResourceConfig configuration) {
        reload();
    }
}
