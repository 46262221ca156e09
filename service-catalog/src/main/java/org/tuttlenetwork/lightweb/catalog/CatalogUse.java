// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.FeatureUse;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.catalog.store.InstanceStore;
import org.tuttlenetwork.lightweb.catalog.store.InstanceStore.Use;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Says which services would notice a change of the feature that brings their types. */
@Component(service = FeatureUse.class)
public final class CatalogUse implements FeatureUse {
    private final Database database;
    private final Function<FeatureId, List<ServiceType>> types;
    private final InstanceStore store = new InstanceStore();

    @Activate
    public CatalogUse(@Reference Database database, @Reference ServiceTypes types) {
        this(database, types::of);
    }

    CatalogUse(Database database, Function<FeatureId, List<ServiceType>> types) {
        this.database = database;
        this.types = types;
    }

    @Override
    public List<String> noticedBy(FeatureId feature, Locale locale) {
        Messages messages = Messages.of(CatalogUse.class, locale);
        return types.apply(feature).stream()
                .flatMap(type -> sentence(type, messages).stream())
                .toList();
    }

    private Optional<String> sentence(ServiceType type, Messages messages) {
        Use use = database.read(tx -> store.use(tx, type.id()));
        if (use.instances() == 0) {
            return Optional.empty();
        }
        String place = use.islands() == 0 ? "everywhere" : use.everywhere() ? "both" : "islands";
        return Optional.of(
                messages.text(
                        "use." + place,
                        use.instances(),
                        ServiceType.in(messages.locale().getLanguage(), type.name()),
                        use.islands()));
    }
}
