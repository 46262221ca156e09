// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tuttlenetwork.lightweb.api.island.IslandOffers;
import org.tuttlenetwork.lightweb.api.island.IslandOffers.Offered;
import org.tuttlenetwork.lightweb.islands.IslandRecord;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an island offers, by all features that bring something to islands; there may be none. */
@Component(service = Offers.class)
public final class Offers {
    private final List<IslandOffers> features = new CopyOnWriteArrayList<>();

    @Activate
    public Offers() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(IslandOffers feature) {
        features.add(feature);
    }

    void remove(IslandOffers feature) {
        features.remove(feature);
    }

    /** In the order of the features' titles. */
    public List<Offered> on(IslandRecord island, Locale locale) {
        return features.stream()
                .flatMap(feature -> feature.on(island.id(), locale).stream())
                .toList();
    }
}
