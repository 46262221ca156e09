// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells by packages: a stack trace has names and no classes. A package that two features have is
 * nobody's. What was there once is remembered, as threads may outlive their bundle.
 */
final class BundleCode implements Code {
    private final BundleContext context;
    private final Set<Long> read = new HashSet<>();
    private final Map<String, Set<String>> features = new HashMap<>();

    BundleCode(BundleContext context) {
        this.context = context;
    }

    /** Takes in what was installed since. */
    synchronized void refresh() {
        for (Bundle bundle : context.getBundles()) {
            Optional<RevisionKey> key = RevisionKey.of(bundle);
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (key.isPresent() && wiring != null && read.add(bundle.getBundleId())) {
                for (String file :
                        wiring.listResources(
                                "/",
                                "*.class",
                                BundleWiring.LISTRESOURCES_LOCAL
                                        | BundleWiring.LISTRESOURCES_RECURSE)) {
                    String name = file.substring(0, Math.max(0, file.lastIndexOf('/')));
                    features.computeIfAbsent(name.replace('/', '.'), _ -> new HashSet<>())
                            .add(key.get().feature());
                }
            }
        }
    }

    @Override
    public synchronized Optional<String> owner(String className) {
        String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        Set<String> owners = features.getOrDefault(name, Set.of());
        return owners.size() == 1 ? owners.stream().findFirst() : Optional.empty();
    }
}
