// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

/**
 * An island that nobody else changes until the transaction ends, and who is in it: what a use case
 * decides by.
 */
public record LockedIsland(IslandRecord island, Holders holders) {
    /**
     * @throws LightWebException FORBIDDEN where somebody's role does not let them manage another
     */
    public void requireMayManage(UserId who, MemberRole other) {
        MemberRole.requireMayManage(holders.role(who), other);
    }

    /** Whether who made an invitation may still let somebody in by it, as they are now. */
    public boolean mayMakerInvite(Invitation invitation) {
        return holders.role(invitation.madeBy())
                .filter(role -> role.mayManage(invitation.terms().role()))
                .isPresent();
    }

    /**
     * @return somebody's role
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public MemberRole requireMember(UserId user) {
        return holders.role(user).orElseThrow(LockedIsland::noMember);
    }

    /**
     * @throws LightWebException FORBIDDEN where somebody may not manage what is on its way for a
     *     person
     */
    public void requireMayManageComing(UserId who, UserId user) {
        Note note = holders.note(user);
        note.asked().ifPresent(asked -> requireMayManage(who, asked.role()));
        note.change().ifPresent(change -> requireMayManage(who, change.role()));
    }

    /**
     * @throws LightWebException CONFLICT where somebody is in, or on the way
     */
    public void requireNew(UserId user) {
        if (holders.role(user).isPresent() || holders.note(user).coming().isPresent()) {
            throw LightWebException.conflict(
                            "This person is in already, or on the way. Nothing was changed.")
                    .because("is-in");
        }
    }

    /**
     * @throws LightWebException CONFLICT where an island would be without an owner
     */
    public void requireAnotherOwner(UserId user) {
        if (holders.isLastOwner(user)) {
            throw LightWebException.conflict(
                            "The last owner cannot leave, be removed or be less. Make somebody else"
                                    + " an owner, or dissolve the island. Nothing was changed.")
                    .because("last-owner");
        }
    }

    public static LightWebException noMember() {
        return LightWebException.notFound("This person is no member here.").because("no-member");
    }
}
