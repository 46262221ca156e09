// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Terms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to invite by.
 *
 * @param kind link or spoken code
 * @param role which they are to have; nobody is invited to be an owner
 * @param lifetime of the invitation: 10 minutes to 30 days, of a code at most 24 hours
 * @param uses how many people may use it: 1 to 100, of a code one
 * @param memberUntil when the membership ends by itself
 * @param approval whether each who comes waits for a yes; of a code always
 */
public record Wish(
        Kind kind,
        MemberRole role,
        Duration lifetime,
        int uses,
        Optional<Instant> memberUntil,
        boolean approval) {
    /** What an invitation lasts unless said otherwise. */
    public static final Duration USUAL = Duration.ofHours(24);

    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration LONGEST_CODE = Duration.ofHours(24);
    private static final int MOST_USES = 100;
    private static final Duration LONGEST_MEMBERSHIP = Duration.ofDays(3653);

    /**
     * @param now when it is made
     * @throws LightWebException INVALID, naming each field and the rule that it breaks
     */
    public Terms terms(Instant now) {
        List<FieldProblem> wrong = new ArrayList<>();
        boolean code = kind == Kind.CODE;
        if (role == MemberRole.OWNER) {
            wrong.add(new FieldProblem("role", "nobody is invited to be an owner"));
        }
        Duration longest = code ? LONGEST_CODE : LONGEST;
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(longest) > 0) {
            wrong.add(
                    new FieldProblem(
                            "lifetime",
                            code ? "a code: 10 minutes to 24 hours" : "10 minutes to 30 days"));
        }
        if (uses < 1 || uses > MOST_USES || code && uses != 1) {
            wrong.add(new FieldProblem("uses", code ? "a code is for one person" : "1 to 100"));
        }
        if (memberUntil
                .filter(end -> !end.isAfter(now) || end.isAfter(now.plus(LONGEST_MEMBERSHIP)))
                .isPresent()) {
            wrong.add(new FieldProblem("memberUntil", "in the future, at most ten years from now"));
        }
        if (code && !approval) {
            wrong.add(new FieldProblem("approval", "who comes by a code is always looked at"));
        }
        if (!wrong.isEmpty()) {
            throw LightWebException.invalid(wrong);
        }
        return new Terms(kind, role, now.plus(lifetime), uses, memberUntil, approval);
    }
}
