// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.island.Island;
import org.tuttlenetwork.lightweb.catalog.Catalog.Offer;
import org.tuttlenetwork.lightweb.catalog.Instance;
import org.tuttlenetwork.lightweb.catalog.Instance.OnIsland;
import org.tuttlenetwork.lightweb.catalog.ServiceType;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the catalogue looks like on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface ServiceBodies {
    /**
     * A way to reach a service.
     *
     * @param url for HTTP and HTTPS; else absent
     */
    record EndpointView(String name, String protocol, String host, int port, @Nullable String url) {
        static EndpointView of(ServiceType.Endpoint endpoint, String host) {
            String url =
                    switch (endpoint.protocol()) {
                        case HTTPS ->
                                "https://" + host + port(endpoint.port(), 443) + endpoint.path();
                        case HTTP -> "http://" + host + port(endpoint.port(), 80) + endpoint.path();
                        case TCP, UDP -> null;
                    };
            return new EndpointView(
                    endpoint.name(), endpoint.protocol().name(), host, endpoint.port(), url);
        }

        private static String port(int port, int usual) {
            return port == usual ? "" : ":" + port;
        }
    }

    /**
     * A service that the caller may reach.
     *
     * @param island the slug; absent on the whole network
     * @param mesh how far the mesh is: PENDING, APPLIED, HELD, FAILED
     */
    record ServiceView(
            UUID id,
            String type,
            ServiceType.Kind kind,
            String title,
            Map<String, String> summary,
            @Nullable String island,
            List<EndpointView> endpoints,
            List<ServiceType.Client> clients,
            String mesh) {
        static ServiceView of(Offer offer) {
            return new ServiceView(
                    offer.instance().id(),
                    offer.type().id(),
                    offer.type().kind(),
                    offer.instance().title(),
                    new java.util.TreeMap<>(offer.type().summary()),
                    offer.island().map(Island::slug).orElse(null),
                    offer.type().endpoints().stream()
                            .map(endpoint -> EndpointView.of(endpoint, offer.domain()))
                            .toList(),
                    offer.type().clients(),
                    offer.mesh().state().name());
        }
    }

    /** A service type. */
    record TypeView(
            String id,
            String version,
            ServiceType.Kind kind,
            Map<String, String> name,
            Map<String, String> summary,
            String license,
            String website,
            List<ServiceType.Endpoint> endpoints) {
        static TypeView of(ServiceType type) {
            return new TypeView(
                    type.id(),
                    type.version(),
                    type.kind(),
                    new java.util.TreeMap<>(type.name()),
                    new java.util.TreeMap<>(type.summary()),
                    type.license(),
                    type.website(),
                    type.endpoints());
        }
    }

    /**
     * An instance to place.
     *
     * @param type a service type's id
     * @param name its DNS label
     * @param title shown to people; absent means the type's English name
     * @param peer the machine in the mesh that it runs on
     * @param island the slug; absent means the whole network
     */
    record NewInstance(
            @Nullable String type,
            @Nullable String name,
            @Nullable String title,
            @Nullable String peer,
            @Nullable String island) {}

    /** An instance, for administrators. */
    record InstanceView(
            UUID id, String type, String name, String title, String peer, @Nullable String island) {
        static InstanceView of(Instance instance) {
            String island = instance.place() instanceof OnIsland(UUID _, String slug) ? slug : null;
            return new InstanceView(
                    instance.id(),
                    instance.typeId(),
                    instance.name(),
                    instance.title(),
                    instance.peer(),
                    island);
        }
    }
}
