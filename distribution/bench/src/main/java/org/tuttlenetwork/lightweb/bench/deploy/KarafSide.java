// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.karaf.Command;
import org.tuttlenetwork.lightweb.bench.karaf.Karaf;

import java.net.URI;

/** Karaf's features: what its administrators use for what is put together of several bundles. */
record KarafSide(Karaf karaf) implements Side {
    @Override
    public String name() {
        return "Karaf feature:install --upgrade";
    }

    @Override
    public URI resource() {
        return karaf.resource();
    }

    @Override
    public Change.Preparation install(String version) {
        return command(karaf, "feature:install bench/" + version);
    }

    @Override
    public Change.Preparation update(String version) {
        return command(karaf, "feature:install --upgrade bench/" + version);
    }

    @Override
    public Change.Preparation back(String version) {
        return update(version);
    }

    @Override
    public Change.Preparation remove() {
        return command(karaf, "feature:uninstall bench");
    }

    @Override
    public void clear() {
        // A removal leaves nothing.
    }

    static Change.Preparation command(Karaf karaf, String text) {
        return () -> {
            Command command = karaf.console().connect(text);
            return command::run;
        };
    }
}
