// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a sample feature brings: a service that says which version runs. */
public final class Sample implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        migrate(context.getBundle());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("sample", context.getBundle().getSymbolicName());
        String version = context.getBundle().getVersion().toString();
        context.registerService(Supplier.class, () -> version, properties);
    }

    /** As persistence does when it sees the bundle start: what is new is applied, and noted. */
    private static void migrate(Bundle bundle) {
        String noted = migrated(bundle.getSymbolicName());
        Set<String> applied = new TreeSet<>(Set.of(System.getProperty(noted, "").split(" ")));
        Enumeration<String> scripts = bundle.getEntryPaths("db/migration");
        while (scripts != null && scripts.hasMoreElements()) {
            String script = scripts.nextElement();
            applied.add(script.substring("db/migration/V".length(), script.indexOf("__")));
        }
        System.setProperty(noted, String.join(" ", applied).strip());
    }

    /** The system property with the migrations that ran for a bundle. */
    static String migrated(String bundle) {
        return bundle + "-migrated";
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
