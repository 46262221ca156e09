// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

import java.util.List;

/**
 * Lets Hibernate's proxies, which are defined in the class loader of the bundle with the entities,
 * find the two packages that no author imports.
 */
final class EntityWeaving implements WeavingHook {
    private static final List<String> IMPORTS =
            List.of("org.hibernate.proxy", "org.hibernate.bytecode.spi");

    @Override
    public void weave(WovenClass woven) {
        boolean unit = !woven.getBundleWiring().getCapabilities(UnitExtender.NAMESPACE).isEmpty();
        if (unit && !woven.getDynamicImports().containsAll(IMPORTS)) {
            woven.getDynamicImports().addAll(IMPORTS);
        }
    }
}
