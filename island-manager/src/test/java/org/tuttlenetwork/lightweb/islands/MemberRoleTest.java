// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;

import java.util.Set;

class MemberRoleTest {
    private static final Slug SLUG = new Slug("kitchen");

    @Test
    void takesTheMostPowerfulRole() {
        Set<RoleKey> roles = Set.of(MemberRole.GUEST.on(SLUG), MemberRole.ADMIN.on(SLUG));
        assertThat(MemberRole.highest(roles, SLUG)).contains(MemberRole.ADMIN);
    }

    @Test
    void countsNothingThatIsNotStrictlyARoleOfThisIsland() {
        Set<RoleKey> roles =
                Set.of(
                        new RoleKey("island:kitchen:emperor"),
                        new RoleKey("island:kitchen:owner:extra"),
                        new RoleKey("island:garden:owner"),
                        new RoleKey("Island:kitchen:owner"),
                        new RoleKey("island:kitchen:OWNER"));
        assertThat(MemberRole.highest(roles, SLUG)).isEmpty();
    }

    @Test
    void letsOwnersManageAllAndAdminsAndModeratorsThoseBelowThem() {
        assertThat(MemberRole.OWNER.mayManage(MemberRole.OWNER)).isTrue();
        assertThat(MemberRole.ADMIN.mayManage(MemberRole.MODERATOR)).isTrue();
        assertThat(MemberRole.ADMIN.mayManage(MemberRole.ADMIN)).isFalse();
        assertThat(MemberRole.MODERATOR.mayManage(MemberRole.MEMBER)).isTrue();
        assertThat(MemberRole.MODERATOR.mayManage(MemberRole.MODERATOR)).isFalse();
        assertThat(MemberRole.MEMBER.mayManage(MemberRole.GUEST)).isFalse();
    }
}
