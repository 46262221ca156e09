// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.island.IslandOffers.Offered;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Terms;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService.Issued;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService.Asked;
import org.tuttlenetwork.lightweb.islands.invite.JoinService.Joining;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.invite.Wish;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.Rules;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What invitations look like on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface InvitationBodies {
    /**
     * An invitation to make.
     *
     * @param kind LINK unless said otherwise
     * @param role MEMBER unless said otherwise; never OWNER
     * @param lifetimeMinutes 10 to 43200, of a code at most 1440; 1440 unless said otherwise
     * @param uses 1 to 100, of a code 1; 1 unless said otherwise
     * @param memberUntil when the membership ends by itself; absent for no end
     * @param approval whether each who comes waits for a yes; of a code always
     */
    record NewInvitation(
            @Nullable Kind kind,
            @Nullable MemberRole role,
            @Nullable Long lifetimeMinutes,
            @Nullable Integer uses,
            @Nullable Instant memberUntil,
            @Nullable Boolean approval) {
        Wish wish() {
            Kind wanted = Objects.requireNonNullElse(kind, Kind.LINK);
            return new Wish(
                    wanted,
                    Objects.requireNonNullElse(role, MemberRole.MEMBER),
                    lifetimeMinutes == null
                            ? Wish.USUAL
                            : Duration.ofMinutes(Math.clamp(lifetimeMinutes, 0, Integer.MAX_VALUE)),
                    Objects.requireNonNullElse(uses, 1),
                    Optional.ofNullable(memberUntil),
                    Objects.requireNonNullElse(approval, wanted == Kind.CODE));
        }
    }

    /**
     * An invitation.
     *
     * @param madeBy the user id of who invites
     * @param used how many people used it
     * @param secret the code or what the link holds; in the answer that makes it and nowhere else
     * @param link where it leads; as the secret
     */
    record InvitationView(
            UUID id,
            Kind kind,
            MemberRole role,
            Instant expiresAt,
            int uses,
            int used,
            @Nullable Instant memberUntil,
            boolean approval,
            String madeBy,
            Instant madeAt,
            @Nullable String secret,
            @Nullable URI link) {
        static InvitationView of(Invitation invitation) {
            return of(invitation, null, null);
        }

        static InvitationView of(Issued issued, URI link) {
            return of(issued.invitation(), issued.secret().shown(), link);
        }

        private static InvitationView of(
                Invitation invitation, @Nullable String secret, @Nullable URI link) {
            Terms terms = invitation.terms();
            return new InvitationView(
                    invitation.id(),
                    terms.kind(),
                    terms.role(),
                    terms.expiresAt(),
                    terms.uses(),
                    invitation.used(),
                    terms.memberUntil().orElse(null),
                    terms.approval(),
                    invitation.madeBy().value(),
                    invitation.madeAt(),
                    secret,
                    link);
        }
    }

    /**
     * What somebody was handed.
     *
     * @param secret what a link holds, or a code as somebody types it
     */
    record Handed(@Nullable String secret) {}

    /**
     * Somebody joins.
     *
     * @param agreement what the preview gave: the rules that they agree to
     */
    record Entry(@Nullable String secret, @Nullable String agreement) {}

    /**
     * An island as who is invited sees it.
     *
     * @param inviter the name of who invites
     * @param offers what members can use there
     * @param members what members may reach on each other's devices
     * @param agreement to be sent back when they join
     * @param standing NEW, WAITING for a yes, ARRIVING, MEMBER
     */
    record PreviewView(
            String island,
            String inviter,
            MemberRole role,
            List<Offered> offers,
            Rules members,
            String agreement,
            Instant expiresAt,
            @Nullable Instant memberUntil,
            boolean approval,
            Standing standing) {
        static PreviewView of(Preview preview, List<Offered> offers) {
            Terms terms = preview.invitation().terms();
            return new PreviewView(
                    preview.island().name(),
                    preview.inviter(),
                    terms.role(),
                    List.copyOf(offers),
                    Rules.of(preview.island().rules()),
                    preview.agreement(),
                    terms.expiresAt(),
                    terms.memberUntil().orElse(null),
                    terms.approval(),
                    preview.standing());
        }
    }

    /**
     * How far somebody is who joined.
     *
     * @param slug the island's
     * @param operation what gives the role, while that is under way
     */
    record JoiningView(String slug, Standing standing, @Nullable String operation) {
        static JoiningView of(Joining joining) {
            return new JoiningView(
                    joining.island().slug().value(),
                    joining.standing(),
                    joining.operation().map(UnderWay::path).orElse(null));
        }
    }

    /**
     * Somebody who asks to be let in.
     *
     * @param invitation the invitation that they came by
     */
    record RequestView(
            UUID id,
            String userId,
            String name,
            String login,
            MemberRole role,
            Instant askedAt,
            UUID invitation,
            String invitedBy) {
        static RequestView of(Asked asked) {
            return new RequestView(
                    asked.request().id(),
                    asked.person().id().value(),
                    asked.person().displayName(),
                    asked.person().loginName(),
                    asked.invitation().terms().role(),
                    asked.request().askedAt(),
                    asked.invitation().id(),
                    asked.invitation().madeBy().value());
        }
    }
}
