// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What a unit's Hibernate sees: the bundle first, then Hibernate itself. One loader with an order
 * of its own, since Hibernate keeps several in a set and asks them in any order.
 */
final class UnitClassLoader extends ClassLoader {
    private final ClassLoader bundle;

    UnitClassLoader(ClassLoader bundle, ClassLoader hibernate) {
        super(hibernate);
        this.bundle = bundle;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return bundle.loadClass(name);
        } catch (ClassNotFoundException _) {
            return super.loadClass(name, resolve);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL found = bundle.getResource(name);
        return found == null ? super.getResource(name) : found;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(bundle.getResources(name)));
        for (URL url : Collections.list(super.getResources(name))) {
            if (!found.stream().map(URL::toString).toList().contains(url.toString())) {
                found.add(url);
            }
        }
        return Collections.enumeration(found);
    }
}
