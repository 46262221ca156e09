// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the services of features apart. A bundle of one revision does not see those of another
 * revision of its feature: with both started, it would be answered by a mixture, and lose a part
 * when the other goes. The host does not see those that would take its own place.
 */
public final class RevisionServices implements FindHook, EventListenerHook {
    @Override
    public void find(
            BundleContext context,
            @Nullable String name,
            @Nullable String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        Bundle asking = context.getBundle();
        references.removeIf(reference -> !isSeen(reference, asking));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        listeners.keySet().removeIf(context -> !isSeen(reference, bundle(context)));
    }

    private static @Nullable Bundle bundle(BundleContext context) {
        try {
            return context.getBundle();
        } catch (IllegalStateException _) {
            // A context that is no longer valid has no bundle.
            return null;
        }
    }

    private static boolean isSeen(ServiceReference<?> reference, @Nullable Bundle asking) {
        Bundle offering = reference.getBundle();
        Optional<RevisionKey> whose =
                offering == null ? Optional.empty() : RevisionKey.of(offering);
        if (whose.isEmpty()
                || asking == null
                || asking.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            return true;
        }
        Optional<RevisionKey> who = RevisionKey.of(asking);
        return who.isEmpty()
                ? ExtensionPoints.closed(reference).isEmpty()
                : !who.get().feature().equals(whose.get().feature()) || who.equals(whose);
    }
}
