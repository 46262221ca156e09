// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Climate;
import org.tuttlenetwork.lightweb.pools.VpnLaw;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.signing.Documents;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore.Signed;

import java.util.List;
import java.util.Set;

/** Signed lists of nodes for users, old signed versions and scores for everybody to see. */
@Component(service = Resource.class)
@Path("pools")
@Produces(MediaType.APPLICATION_JSON)
public final class PoolsResource implements Resource {
    private final Weather weather;

    @Activate
    public PoolsResource(@Reference Weather weather) {
        this.weather = weather;
    }

    /** A pool's nodes, signed: the same bytes for all users. */
    @GET
    @Path("{pool}/nodes")
    public Response nodes(@PathParam("pool") String name) {
        PoolId pool = PoolId.of(name).orElseThrow(PoolsResource::unknownPool);
        Signed signed =
                weather.document(Documents.nodesKey(pool)).orElseThrow(PoolsResource::unknownPool);
        return Response.ok(signed.envelope()).tag(signed.sha256()).build();
    }

    @GET
    @Path("versions/{version}")
    @PermitAll
    public byte[] version(@PathParam("version") long version) {
        return weather.document(DocumentType.POOLS.id(), version)
                .orElseThrow(() -> LightWebException.notFound("There is no such version."));
    }

    @GET
    @Path("jurisdictions")
    @PermitAll
    public ItemPage<JurisdictionView> jurisdictions() {
        return new ItemPage<>(weather.all().stream().map(JurisdictionView::of).toList(), null);
    }

    @GET
    @Path("jurisdictions/{code}")
    @PermitAll
    public JurisdictionView jurisdiction(@PathParam("code") String code) {
        return Weather.code(code)
                .flatMap(weather::find)
                .map(JurisdictionView::of)
                .orElseThrow(PoolsResource::unknownCountry);
    }

    private static LightWebException unknownPool() {
        return LightWebException.notFound(
                "There is no such pool. There are " + List.of(PoolId.values()) + ".");
    }

    private static LightWebException unknownCountry() {
        return LightWebException.notFound("The law of this country is not assessed.");
    }

    /**
     * A country.
     *
     * @param uncited the judgements that no source stands for yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JurisdictionView(
            String code,
            Climate climate,
            Set<PoolId> pools,
            VpnLaw vpnLaw,
            int privacy,
            int criminalRisk,
            int cryptoFriendliness,
            int intelExposure,
            int censorship,
            List<String> uncited) {
        static JurisdictionView of(Assessment assessment) {
            return new JurisdictionView(
                    assessment.jurisdiction().value(),
                    assessment.climate(),
                    assessment.admits(),
                    assessment.inputs().criminalRisk().vpnLaw(),
                    assessment.axes().privacy(),
                    assessment.axes().criminalRisk(),
                    assessment.axes().cryptoFriendliness(),
                    assessment.axes().intelExposure(),
                    assessment.axes().censorship(),
                    assessment.inputs().uncited());
        }
    }
}
