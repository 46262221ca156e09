// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.karaf.Karaf;
import org.tuttlenetwork.lightweb.bench.karaf.ServletBundles;

import java.net.URI;

/** Karaf's bundles one by one: its quickest way to change one. */
record KarafBundleSide(Karaf karaf, ServletBundles bundles) implements Side {
    @Override
    public String name() {
        return "Karaf bundle:update";
    }

    @Override
    public URI resource() {
        return karaf.resource();
    }

    @Override
    public Change.Preparation install(String version) {
        return KarafSide.command(karaf, "bundle:install -s " + bundles.bundle(version).toUri());
    }

    @Override
    public Change.Preparation update(String version) {
        return KarafSide.command(karaf, "bundle:update bench " + bundles.bundle(version).toUri());
    }

    @Override
    public Change.Preparation back(String version) {
        return update(version);
    }

    @Override
    public Change.Preparation remove() {
        return KarafSide.command(karaf, "bundle:uninstall bench");
    }

    @Override
    public void clear() {
        // A removal leaves nothing.
    }
}
