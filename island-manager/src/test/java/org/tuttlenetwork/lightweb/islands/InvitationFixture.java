// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.handover.HandoverService;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService;
import org.tuttlenetwork.lightweb.islands.invite.JoinRequestService.Asked;
import org.tuttlenetwork.lightweb.islands.invite.JoinService;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.invite.SecretHashes;
import org.tuttlenetwork.lightweb.islands.invite.Wish;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Olivia's kitchen, and all ways into it. */
abstract class InvitationFixture extends IslandFixture {
    InvitationService invitations;
    JoinService joining;
    JoinRequestService requests;
    HandoverService handovers;
    RuleService rules;
    IslandRecord island;

    @Override
    @BeforeEach
    void start() throws Exception {
        super.start();
        SecretHashes hashes = new SecretHashes(MasterKey.of(new byte[32]));
        invitations = new InvitationService(database, service, writer, hashes, SETTINGS);
        joining = new JoinService(database, identity, writer, hashes, postgres.brake());
        requests = new JoinRequestService(database, identity, service, writer);
        handovers = new HandoverService(database, service, writer);
        rules = new RuleService(database, service, writer);
        island = make(KITCHEN);
        arrive("olivia");
    }

    /** A link that is good for a day and gives no end. */
    static Wish link(MemberRole role, int uses, boolean approval) {
        return new Wish(Kind.LINK, role, Duration.ofHours(24), uses, Optional.empty(), approval);
    }

    static Wish link(int uses, boolean approval) {
        return link(MemberRole.MEMBER, uses, approval);
    }

    /** What Olivia hands on. */
    String issued(Wish wish) {
        return invitations.issue(OLIVIA, "kitchen", wish, "r").secret().shown();
    }

    /** Looks, agrees to what is shown, and joins. */
    Standing join(Caller who, String secret) {
        String agreed = joining.preview(Optional.of(who), secret).agreement();
        return joining.join(who, secret, agreed, "r").standing();
    }

    /** Who asks to be let in, as far as somebody may see it. */
    List<Asked> waiting(Caller who) {
        return requests.open(who, "kitchen", Optional.empty(), 50);
    }

    /** Lets somebody into the kitchen, and Zitadel confirms it. */
    void in(String login, MemberRole role) {
        members.add(OLIVIA, "kitchen", login, role, "r");
        arrive(login);
    }

    /** Refused so, and for this reason. */
    static void refused(ProblemType type, String reason, ThrowingCallable call) {
        LightWebException refused = catchThrowableOfType(LightWebException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.type()).isEqualTo(type);
        assertThat(refused.reason().orElseThrow().key()).isEqualTo(reason);
    }
}
