// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.mesh.MeshRoom;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;

import java.time.Instant;
import java.util.List;

/** The mesh, for administrators. */
@Component(service = Resource.class)
@Path("mesh")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class MeshResource implements Resource {
    private final MeshRoom room;

    @Activate
    public MeshResource(@Reference MeshRoom room) {
        this.room = room;
    }

    @GET
    public MeshView overview() {
        return MeshView.of(room.overview(), room.tokens());
    }

    /** What features declare, by feature and name. */
    @GET
    @Path("fragments")
    public ItemPage<FragmentView> fragments(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int slash = after.indexOf('/');
        if (!after.isEmpty() && slash < 0) {
            throw Pages.unknown();
        }
        FragmentKey last =
                new FragmentKey(after.substring(0, Math.max(slash, 0)), after.substring(slash + 1));
        return Pages.of(
                room.fragments(last, Pages.andOne(limit)),
                limit,
                stored -> stored.key().toString(),
                FragmentView::of);
    }

    /** What an administrator should know, newest first. */
    @GET
    @Path("findings")
    public ItemPage<FindingView> findings(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return Pages.of(
                room.findings(number(after), Pages.andOne(limit)),
                limit,
                finding -> String.valueOf(finding.number()),
                FindingView::of);
    }

    private static long number(String after) {
        try {
            return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException _) {
            throw Pages.unknown();
        }
    }

    /**
     * The mesh.
     *
     * @param reachable whether NetBird answers
     * @param defaultPolicyStands whether NetBird's Default policy is on: then no island is private
     * @param pending fragments that are not applied yet
     * @param findings in words, newest first
     * @param tokens the two that NetBird is called with
     */
    public record MeshView(
            boolean reachable,
            boolean defaultPolicyStands,
            int pending,
            List<String> findings,
            List<TokenEntry> tokens) {
        static MeshView of(MeshOverview overview, List<TokenView> tokens) {
            return new MeshView(
                    overview.reachable(),
                    overview.defaultPolicyStands(),
                    overview.pending(),
                    overview.findings(),
                    tokens.stream().map(TokenEntry::of).toList());
        }
    }

    /**
     * A token, never itself.
     *
     * @param token {@code network} or {@code admin}
     * @param source {@code CONFIGURED}, or {@code ROTATED} for one that a host made
     * @param ends null while it is not known
     * @param rotates from when on it is replaced; null where it is not, or that is not known
     * @param needsYou whether a person has to see to it
     * @param notes what else there is to know, in words
     */
    public record TokenEntry(
            String token,
            String source,
            @Nullable Instant ends,
            @Nullable Instant rotates,
            boolean needsYou,
            List<String> notes) {
        static TokenEntry of(TokenView view) {
            return new TokenEntry(
                    view.role().label(),
                    view.rotated() ? "ROTATED" : "CONFIGURED",
                    view.life().map(TokenLife::ends).orElse(null),
                    view.rotates().orElse(null),
                    view.needsAPerson(),
                    view.notes().stream().map(note -> note.words(view.role())).toList());
        }
    }

    /** Something that an administrator should know. */
    public record FindingView(
            Instant at, String kind, String feature, String fragment, String words) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.at(),
                    finding.kind().name(),
                    finding.feature(),
                    finding.fragment(),
                    finding.words());
        }
    }

    /** A fragment with what became of it. */
    public record FragmentView(
            String feature, String name, String state, String detail, Instant since) {
        static FragmentView of(StoredFragment stored) {
            return new FragmentView(
                    stored.feature(),
                    stored.fragment().name(),
                    stored.state().state().name(),
                    stored.state().detail(),
                    stored.state().since());
        }
    }
}
