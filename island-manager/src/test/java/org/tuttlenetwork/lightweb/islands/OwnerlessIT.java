// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.List;
import java.util.Map;

/** An island without an owner is marked for administrators of the network (DECISIONS 1.7). */
class OwnerlessIT extends IslandFixture {
    @Test
    void saysWhichIslandsLackAnOwnerOrAnybody() {
        IslandRecord kitchen = kitchenWith("mia", MemberRole.MEMBER);
        IslandRecord garden = create(OMAR, new Slug("garden")).island();
        arrive("omar");
        List<IslandRecord> all = service.all(ADA, "", 10);
        assertThat(service.lacks(ADA, all)).isEmpty();
        identity.takeAway("olivia");
        assertThat(service.lacks(ADA, all)).isEqualTo(Map.of(kitchen.id(), Lack.OWNER));
        assertThat(service.lacks(ADA, List.of(kitchen)))
                .isEqualTo(Map.of(kitchen.id(), Lack.OWNER));
        identity.takeAway("omar");
        assertThat(service.lacks(ADA, all))
                .isEqualTo(Map.of(kitchen.id(), Lack.OWNER, garden.id(), Lack.MEMBERS));
        refused(ProblemType.FORBIDDEN, () -> service.lacks(OLIVIA, all));
    }

    @Test
    void countsNobodyWhoseTimeIsOver() {
        IslandRecord kitchen = kitchenWith("mia", MemberRole.MEMBER);
        identity.takeAway("olivia");
        database.write(
                tx ->
                        Sql.update(
                                tx,
                                "update membership_note set until = now(), until_by = 'olivia'"
                                        + " where user_id = 'mia'"));
        assertThat(service.lacks(ADA, List.of(kitchen)))
                .isEqualTo(Map.of(kitchen.id(), Lack.MEMBERS));
    }
}
