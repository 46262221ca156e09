// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.tuttlenetwork.lightweb.api.data.Database;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Hides every {@link Database} from all bundles but its own: enforced against mistakes, not against
 * malice (DECISIONS 2.6).
 */
final class OwnDatabaseOnly implements FindHook, EventListenerHook {
    @Override
    public void find(
            BundleContext context,
            @Nullable String name,
            @Nullable String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        references.removeIf(
                reference -> isDatabase(reference) && !belongs(reference, context.getBundle()));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        if (isDatabase(reference)) {
            listeners.keySet().removeIf(context -> !belongs(reference, bundle(context)));
        }
    }

    private static @Nullable Bundle bundle(BundleContext context) {
        try {
            return context.getBundle();
        } catch (IllegalStateException _) {
            // A context that is no longer valid has no bundle.
            return null;
        }
    }

    private static boolean belongs(ServiceReference<?> reference, @Nullable Bundle bundle) {
        return bundle != null
                && (bundle.getBundleId() == 0 || bundle.equals(reference.getBundle()));
    }

    private static boolean isDatabase(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names
                && List.of(names).contains(Database.class.getName());
    }
}
