// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.island.IslandOffers;
import org.tuttlenetwork.lightweb.api.island.IslandOffers.Offered;
import org.tuttlenetwork.lightweb.islands.IslandRecord;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/** What an island offers, by all features that bring something to islands; there may be none. */
@Component(service = Offers.class)
public final class Offers {
    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private final Map<ServiceReference<IslandOffers>, IslandOffers> features =
            new ConcurrentHashMap<>();
    private final LongPredicate isActive;

    @Activate
    public Offers(@Reference RevisionFilter revisions) {
        this(revisions::isActive);
    }

    /**
     * @param isActive whether the contributions of a bundle count, by its id
     */
    public Offers(LongPredicate isActive) {
        this.isActive = isActive;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(ServiceReference<IslandOffers> reference, IslandOffers feature) {
        features.put(reference, feature);
    }

    void unbind(ServiceReference<IslandOffers> reference) {
        features.remove(reference);
    }

    /** By title. */
    public List<Offered> on(IslandRecord island, Locale locale) {
        return features.entrySet().stream()
                .filter(feature -> isActive(feature.getKey().getBundle()))
                .flatMap(feature -> guarded(feature.getValue(), island, locale).stream())
                .sorted(Comparator.comparing(Offered::title))
                .toList();
    }

    private boolean isActive(Bundle bundle) {
        return bundle != null && isActive.test(bundle.getBundleId());
    }

    private static List<Offered> guarded(IslandOffers feature, IslandRecord island, Locale locale) {
        try {
            return feature.on(island.id(), locale);
        } catch (RuntimeException | Error e) { // plugin boundary: the page goes without it
            LOG.error("What {} offers on an island is not known", feature.getClass().getName(), e);
            return List.of();
        }
    }
}
