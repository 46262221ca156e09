// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import jakarta.ws.rs.FormParam;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.invite.Wish;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What was typed to invite somebody, as it was typed. */
public final class InviteForm {
    /** What may be chosen, in minutes. */
    static final List<Integer> LIFETIMES = List.of(10, 60, 1440, 10_080, 43_200);

    @FormParam("kind")
    private @Nullable String kind;

    @FormParam("role")
    private @Nullable String role;

    @FormParam("lifetime")
    private @Nullable String lifetime;

    @FormParam("uses")
    private @Nullable String uses;

    @FormParam("until")
    private @Nullable String until;

    @FormParam("approval")
    private @Nullable String approval;

    public String kind() {
        return Objects.requireNonNullElse(kind, Kind.LINK.name());
    }

    public String role() {
        return Objects.requireNonNullElse(role, MemberRole.MEMBER.key());
    }

    public String lifetime() {
        return Objects.requireNonNullElse(lifetime, "1440");
    }

    public String uses() {
        return Objects.requireNonNullElse(uses, "1");
    }

    public String until() {
        return Objects.requireNonNullElse(until, "");
    }

    public boolean approval() {
        return approval != null;
    }

    /**
     * @throws LightWebException INVALID, naming the field
     */
    Wish wish() {
        Kind wanted =
                switch (kind()) {
                    case "LINK" -> Kind.LINK;
                    case "CODE" -> Kind.CODE;
                    default -> throw LightWebException.invalid("kind", "LINK or CODE");
                };
        MemberRole given =
                MemberRole.ofKey(role())
                        .orElseThrow(() -> LightWebException.invalid("role", "one of the list"));
        return new Wish(
                wanted,
                given,
                Duration.ofMinutes(number("lifetime", lifetime())),
                number("uses", uses()),
                EndDate.parse("memberUntil", until()),
                // Of a code it is not a choice, and nobody has to know.
                approval() || wanted == Kind.CODE);
    }

    private static int number(String field, String typed) {
        if (!typed.strip().matches("[0-9]{1,6}")) {
            throw LightWebException.invalid(field, "a whole number");
        }
        return Integer.parseInt(typed.strip());
    }
}
