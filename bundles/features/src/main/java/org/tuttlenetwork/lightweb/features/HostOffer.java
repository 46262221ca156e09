// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.trust.Compatibility.Offer;

import java.util.HashMap;
import java.util.Map;

/** What this host offers to features: read off the bundles that it brought. */
final class HostOffer {
    private static final String API = "org.tuttlenetwork.lightweb.api";

    private HostOffer() {}

    static Offer of(BundleContext context) {
        Map<String, Version> packages = new HashMap<>();
        Version api = Version.emptyVersion;
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null || RevisionKey.of(bundle).isPresent()) {
                continue;
            }
            if (API.equals(bundle.getSymbolicName())) {
                api = bundle.getVersion();
            }
            for (BundleCapability capability :
                    revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                Map<String, Object> attributes = capability.getAttributes();
                if (attributes.get(PackageNamespace.PACKAGE_NAMESPACE) instanceof String name
                        && attributes.get("version") instanceof Version version) {
                    packages.merge(name, version, (a, b) -> a.compareTo(b) > 0 ? a : b);
                }
            }
        }
        return new Offer(api, Runtime.version().feature(), packages);
    }
}
