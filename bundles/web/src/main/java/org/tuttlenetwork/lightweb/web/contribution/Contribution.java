// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.contribution;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.util.Optional;

/**
 * A service of a whiteboard and whose it is.
 *
 * @param service the service
 * @param feature the feature of the bundle that registered it
 * @param bundleId that bundle's id
 * @param serviceId the service's id: smaller is older
 * @param <T> the whiteboard's type
 */
public record Contribution<T>(T service, FeatureId feature, long bundleId, long serviceId) {
    /** The contribution behind a reference; empty where its bundle names no feature. */
    public static <T> Optional<Contribution<T>> of(T service, ServiceReference<T> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return Optional.empty();
        }
        long id = serviceId(reference);
        return FeatureId.of(bundle)
                .map(feature -> new Contribution<>(service, feature, bundle.getBundleId(), id));
    }

    /** The id of a service, also of one that is just going. */
    public static long serviceId(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
