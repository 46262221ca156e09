// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.pools.Axes;
import org.tuttlenetwork.lightweb.pools.Climate;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.proposal.Consequences;
import org.tuttlenetwork.lightweb.pools.proposal.Consequences.CountryChange;
import org.tuttlenetwork.lightweb.pools.proposal.Consequences.NodeChange;
import org.tuttlenetwork.lightweb.pools.proposal.Draft;
import org.tuttlenetwork.lightweb.pools.proposal.MergePatch.Difference;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.Decision;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.State;
import org.tuttlenetwork.lightweb.pools.proposal.Review;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What goes in and out of {@code /api/v1/weather}. */
public final class ProposalBodies {
    private static final int MAX_LINK = 500;

    private ProposalBodies() {}

    /** What is to be changed, and why. */
    public record NewProposal(
            @Summary("ISO 3166-1 alpha-2, upper case.") @Nullable String jurisdiction,
            @Summary("The version of the inputs that it is made on; needed with approve.")
                    @Nullable Long base,
            @Summary("A merge patch (RFC 7396) on the country's inputs; null takes a value away.")
                    @Nullable JsonNode changes,
            @Summary("Why, in words.") @Nullable String reason,
            @Summary("An https address that the new values rest on; without, they are uncited.")
                    @Nullable String source,
            @Summary("True: approve it in the same step. For administrators.")
                    @Nullable Boolean approve) {
        /**
         * @throws LightWebException INVALID naming the field
         */
        Draft draft() {
            if (!(changes instanceof ObjectNode patch)) {
                throw LightWebException.invalid("changes", "a JSON object: a merge patch");
            }
            JurisdictionCode country =
                    Weather.code(jurisdiction == null ? "" : jurisdiction)
                            .orElseThrow(
                                    () ->
                                            LightWebException.invalid(
                                                    "jurisdiction",
                                                    "ISO 3166-1 alpha-2 in upper case"));
            return new Draft(
                    country,
                    patch,
                    reason == null ? "" : reason,
                    Optional.ofNullable(source).map(NewProposal::link));
        }

        private static URI link(String text) {
            String rule = "an https address of at most " + MAX_LINK + " characters";
            if (text.length() > MAX_LINK || !text.matches("https://[^\\s]+")) {
                throw LightWebException.invalid("source", rule);
            }
            try {
                return new URI(text);
            } catch (URISyntaxException _) {
                throw LightWebException.invalid("source", rule);
            }
        }
    }

    /** Why a proposal is turned down. */
    public record Rejection(@Summary("1 to 1000 characters.") @Nullable String reason) {}

    /**
     * A country's inputs.
     *
     * @param version grows by one with each approved change
     * @param inputs with the keys of {@code etc/weather/jurisdictions.yaml}
     */
    public record InputsView(String jurisdiction, long version, JsonNode inputs) {}

    /** A proposal. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProposalView(
            UUID id,
            String jurisdiction,
            @Summary("The version of the inputs that it was made on.") long base,
            @Summary("A merge patch (RFC 7396).") JsonNode changes,
            @Summary("Each input that it changes.") List<Difference> differences,
            String reason,
            @Nullable String source,
            @Summary("A user's id, or file: and a file's name.") String proposedBy,
            Instant proposedAt,
            State state,
            @Summary("The inputs have changed since: it can only be rejected.") boolean outdated,
            @Summary("What would follow; not in lists, nor once it is decided.")
                    @Nullable ConsequencesView consequences,
            @Nullable Decision decision) {
        static ProposalView of(Review review) {
            Proposal proposal = review.proposal();
            return new ProposalView(
                    proposal.id(),
                    proposal.draft().country().value(),
                    proposal.base().version(),
                    proposal.draft().changes(),
                    proposal.differences(),
                    proposal.draft().reason(),
                    proposal.draft().source().map(URI::toString).orElse(null),
                    proposal.origin().by(),
                    proposal.origin().at(),
                    proposal.state(),
                    review.outdated(),
                    review.consequences().map(ConsequencesView::of).orElse(null),
                    proposal.decision().orElse(null));
        }
    }

    /** What would follow from a change. */
    public record ConsequencesView(
            List<CountryView> countries,
            List<NodeChange> nodes,
            @Summary("False where the nodes' room is stopped: then nodes is empty.")
                    boolean nodesKnown) {
        static ConsequencesView of(Consequences all) {
            return new ConsequencesView(
                    all.countries().stream().map(CountryView::of).toList(),
                    all.nodes(),
                    all.nodesKnown());
        }
    }

    /** A country that would be seen otherwise. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CountryView(
            String jurisdiction,
            @Nullable Climate climateBefore,
            Climate climateAfter,
            @Nullable Axes axesBefore,
            Axes axesAfter,
            @Summary("Pools that would admit it no more.") List<PoolId> leaves,
            @Summary("Pools that would admit it newly.") List<PoolId> enters) {
        static CountryView of(CountryChange change) {
            return new CountryView(
                    change.country().value(),
                    change.climateBefore().orElse(null),
                    change.after().climate(),
                    change.axesBefore().orElse(null),
                    change.after().axes(),
                    change.leaves(),
                    change.enters());
        }
    }
}
