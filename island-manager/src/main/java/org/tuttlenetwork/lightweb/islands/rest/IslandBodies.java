// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.Lack;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.MemberRules.ChosenPorts;
import org.tuttlenetwork.lightweb.islands.MemberRules.Everything;
import org.tuttlenetwork.lightweb.islands.MemberRules.ServicesOnly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What islands look like on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface IslandBodies {
    /** What members may reach on each other's devices. */
    enum Mode {
        SERVICES_ONLY,
        PORTS,
        EVERYTHING
    }

    /**
     * The rules as asked for or shown.
     *
     * @param mode which kind
     * @param ports TCP ports, for PORTS only
     */
    record Rules(@Nullable Mode mode, @Nullable List<Integer> ports) {
        MemberRules toDomain() {
            Mode wanted = mode == null ? Mode.SERVICES_ONLY : mode;
            List<Integer> chosen = ports == null ? List.of() : ports;
            if (wanted != Mode.PORTS && !chosen.isEmpty()) {
                throw LightWebException.invalid("members.ports", "only with mode PORTS");
            }
            return switch (wanted) {
                case SERVICES_ONLY -> new ServicesOnly();
                case PORTS -> new ChosenPorts(chosen);
                case EVERYTHING -> new Everything();
            };
        }

        static Rules of(MemberRules rules) {
            return switch (rules) {
                case ServicesOnly() -> new Rules(Mode.SERVICES_ONLY, null);
                case ChosenPorts(List<Integer> chosen) -> new Rules(Mode.PORTS, chosen);
                case Everything() -> new Rules(Mode.EVERYTHING, null);
            };
        }
    }

    /**
     * A new island.
     *
     * @param slug see the rule in the problem that a wrong one gets
     * @param name 1 to 80 characters
     * @param members rules; absent means services only
     */
    record NewIsland(@Nullable String slug, @Nullable String name, @Nullable Rules members) {}

    /**
     * What is to be another; what is absent stays.
     *
     * @param name 1 to 80 characters
     * @param members rules
     */
    record IslandPatch(@Nullable String name, @Nullable Rules members) {
        /**
         * @throws LightWebException INVALID where it changes nothing, or names no mode
         */
        Optional<MemberRules> rules() {
            if (name == null && members == null) {
                throw LightWebException.invalid("name", "name or members, or both");
            }
            if (members != null && members.mode() == null) {
                throw LightWebException.invalid("members.mode", "is required");
            }
            return Optional.ofNullable(members).map(Rules::toDomain);
        }
    }

    /**
     * What somebody agrees to.
     *
     * @param agreement as the island was shown with
     */
    record Agreement(@Nullable String agreement) {}

    /**
     * An island as its viewer sees it.
     *
     * @param agreement the rules as a text, to agree to
     * @param agreed what the viewer has agreed to, where that is less than the rules
     * @param role the viewer's role; absent for an administrator who is no member
     * @param mesh how far the mesh is: PENDING, APPLIED, HELD, FAILED
     * @param operation what is under way, where something is
     * @param ownerless whether no owner is active there; for administrators of the network
     * @param memberless whether nobody at all is; for administrators of the network
     */
    record IslandView(
            UUID id,
            String slug,
            String name,
            Rules members,
            String agreement,
            @Nullable Rules agreed,
            @Nullable MemberRole role,
            String mesh,
            Instant createdAt,
            @Nullable String operation,
            @Summary(
                            "Whether no owner is active there: an administrator of the network, who"
                                    + " alone sees it, names another")
                    @Nullable Boolean ownerless,
            @Summary(
                            "Whether nobody at all is active there, so that anybody can be named;"
                                    + " for administrators of the network")
                    @Nullable Boolean memberless) {
        static IslandView of(
                IslandRecord island,
                Optional<MemberRules> agreed,
                @Nullable MemberRole role,
                String mesh,
                @Nullable String operation) {
            return new IslandView(
                    island.id(),
                    island.slug().value(),
                    island.name(),
                    Rules.of(island.rules()),
                    island.agreement(),
                    agreed.map(Rules::of).orElse(null),
                    role,
                    mesh,
                    island.createdAt(),
                    operation,
                    null,
                    null);
        }

        /** The same for an administrator of the network. */
        IslandView lacking(Optional<Lack> lack) {
            return new IslandView(
                    id,
                    slug,
                    name,
                    members,
                    agreement,
                    agreed,
                    role,
                    mesh,
                    createdAt,
                    operation,
                    lack.isPresent(),
                    lack.filter(Lack.MEMBERS::equals).isPresent());
        }
    }

    /**
     * What was stored and is under way.
     *
     * @param operation where to look: {@code /api/v1/operations/…}
     * @param state PENDING, DONE, NEEDS_PERSON or CANCELLED
     * @param detail what it waits for; empty where done
     */
    record Accepted(String operation, String state, String detail) {}
}
