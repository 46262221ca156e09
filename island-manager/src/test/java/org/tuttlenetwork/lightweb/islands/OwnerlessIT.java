// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.ws.rs.core.SecurityContext;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.IslandView;
import org.tuttlenetwork.lightweb.islands.rest.IslandResource;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An island without an owner is marked for administrators of the network (DECISIONS 1.7). */
class OwnerlessIT extends IslandFixture {
    private static final Operations NONE =
            new Operations() {
                @Override
                public Optional<Operation> find(UUID id) {
                    return Optional.empty();
                }

                @Override
                public Operation await(UUID id, Duration atMost) {
                    throw new AssertionError("Nothing is waited for");
                }
            };

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

    @Test
    void saysSoOverRestToAdministratorsOfTheNetworkOnly() {
        kitchenWith("mia", MemberRole.MEMBER);
        create(OMAR, new Slug("garden"));
        arrive("omar");
        identity.takeAway("olivia");
        IslandResource resource =
                new IslandResource(service, new RuleService(database, service, writer), NONE);
        assertThat(resource.mine(as(ADA), true, "", 50).items())
                .extracting(IslandView::slug, IslandView::ownerless, IslandView::memberless)
                .containsExactly(tuple("garden", false, false), tuple("kitchen", true, false));
        assertThat(resource.one("kitchen", as(ADA)).ownerless()).isTrue();
        assertThat(resource.one("kitchen", as(MIA)).ownerless()).isNull();
        identity.takeAway("mia");
        assertThat(resource.one("kitchen", as(ADA)).memberless()).isTrue();
    }

    private static SecurityContext as(Caller caller) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return caller;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "Bearer";
            }
        };
    }
}
