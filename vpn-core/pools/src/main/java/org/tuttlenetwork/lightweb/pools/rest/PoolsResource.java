// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Climate;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.VpnLaw;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.signing.Documents;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore.Signed;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore.Edit;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Signed lists of nodes for users, the weather's inputs for everybody to see, changes for
 * administrators.
 */
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

    /**
     * Changes inputs (merge-patch, RFC 7396); the next version of the signed document follows at
     * once.
     */
    @PATCH
    @Path("jurisdictions/{code}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed("lightweb:admin")
    public JurisdictionView change(
            @PathParam("code") String code, Changes changes, @Context SecurityContext security) {
        JurisdictionCode country = Weather.code(code).orElseThrow(PoolsResource::unknownCountry);
        if (changes.vpnLaw() == null && changes.censorship() == null) {
            throw LightWebException.invalid(
                    "vpnLaw", "vpnLaw or censorship: nothing else can be changed here");
        }
        BigDecimal censorship = changes.censorship();
        if (censorship != null
                && (censorship.signum() < 0 || censorship.compareTo(BigDecimal.valueOf(100)) > 0)) {
            throw LightWebException.invalid("censorship", "0 to 100");
        }
        Citations citations = Optional.ofNullable(changes.citations()).orElse(Citations.NONE);
        Edit edit =
                new Edit(
                        country,
                        Optional.ofNullable(changes.vpnLaw()),
                        link("citations.vpnLaw", citations.vpnLaw(), changes.vpnLaw()),
                        Optional.ofNullable(censorship),
                        link("citations.censorship", citations.censorship(), censorship));
        return JurisdictionView.of(weather.change(edit, Caller.of(security).user().value()));
    }

    private static Optional<URI> link(String field, @Nullable String text, @Nullable Object input) {
        if (text == null) {
            return Optional.empty();
        }
        if (input == null) {
            throw LightWebException.invalid(field, "only together with the value that it is for");
        }
        if (text.length() > 500 || !text.matches("https://[^\\s]+")) {
            throw LightWebException.invalid(field, "an https address of at most 500 characters");
        }
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            throw LightWebException.invalid(field, "an https address of at most 500 characters");
        }
    }

    private static LightWebException unknownPool() {
        return LightWebException.notFound(
                "There is no such pool. There are " + List.of(PoolId.values()) + ".");
    }

    private static LightWebException unknownCountry() {
        return LightWebException.notFound("The law of this country is not assessed.");
    }

    /**
     * What is to be changed.
     *
     * @param vpnLaw what the law says of VPNs
     * @param censorship the operator's own assessment, 0 (free) to 100
     * @param citations what the new values rest on; one without is shown as uncited
     */
    public record Changes(
            @Nullable VpnLaw vpnLaw,
            @Nullable BigDecimal censorship,
            @Nullable Citations citations) {}

    /**
     * Sources, each an https address.
     *
     * @param vpnLaw for the law on VPNs
     * @param censorship for the assessment of censorship
     */
    public record Citations(@Nullable String vpnLaw, @Nullable String censorship) {
        static final Citations NONE = new Citations(null, null);
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
