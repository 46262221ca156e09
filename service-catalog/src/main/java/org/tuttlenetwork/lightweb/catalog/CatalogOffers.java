// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.island.IslandOffers;
import org.tuttlenetwork.lightweb.catalog.store.InstanceStore;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The services of an island, for who looks at it before they join. */
@Component(service = IslandOffers.class)
public final class CatalogOffers implements IslandOffers {
    private final Database database;
    private final Supplier<List<ServiceType>> types;
    private final InstanceStore store = new InstanceStore();

    @Activate
    public CatalogOffers(@Reference Database database, @Reference ServiceTypes types) {
        this(database, types::all);
    }

    CatalogOffers(Database database, Supplier<List<ServiceType>> types) {
        this.database = database;
        this.types = types;
    }

    /** Those whose type is there: of another nobody could say what it is. */
    @Override
    public List<Offered> on(UUID island, Locale locale) {
        Map<String, ServiceType> known =
                types.get().stream()
                        .collect(Collectors.toMap(ServiceType::id, Function.identity()));
        return database.read(tx -> store.on(tx, island)).stream()
                .flatMap(
                        instance ->
                                Optional.ofNullable(known.get(instance.typeId()))
                                        .map(type -> offered(instance, type, locale))
                                        .stream())
                .sorted(Comparator.comparing(Offered::title))
                .toList();
    }

    private static Offered offered(Instance instance, ServiceType type, Locale locale) {
        return new Offered(instance.title(), ServiceType.in(locale.getLanguage(), type.name()));
    }
}
