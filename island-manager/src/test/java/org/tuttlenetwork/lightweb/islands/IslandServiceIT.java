// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Islands themselves: made, listed, dissolved. */
class IslandServiceIT extends IslandFixture {
    @Test
    void makesAnIslandItsOwnerSeesOnceTheRoleIsConfirmed() {
        IslandRecord island = make(KITCHEN);
        assertThat(identity.asked())
                .containsExactly("define 5", "grant olivia island:kitchen:owner");
        assertThat(service.mine(OLIVIA.user())).isEmpty();
        assertThat(mesh.members(island)).isEmpty();

        arrive("olivia");
        assertThat(service.mine(OLIVIA.user())).containsExactly(island);
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
        assertThat(service.mine(OMAR.user())).isEmpty();
    }

    @Test
    void changesNothingWhenTheIntentCannotBeStored() {
        identity.takesIntents = false;
        refused(ProblemType.UNAVAILABLE, () -> create(OLIVIA, KITCHEN));
        identity.takesIntents = true;
        assertThat(service.all(ADA, "", 10)).isEmpty();

        assertThat(make(KITCHEN).slug()).as("the slug was not lost").isEqualTo(KITCHEN);
    }

    @Test
    void makesNothingWhileZitadelCannotSayWhetherTheSlugIsInUse() {
        identity.zitadelAnswers = false;
        refused(ProblemType.UNAVAILABLE, () -> create(OLIVIA, KITCHEN));
        assertThat(service.all(ADA, "", 10)).isEmpty();
    }

    @Test
    void neverUsesASlugAgain() {
        make(KITCHEN);
        refused(ProblemType.CONFLICT, () -> create(OMAR, KITCHEN));
        arrive("olivia");
        service.dissolve(OLIVIA, "kitchen", "r");
        refused(ProblemType.CONFLICT, () -> create(OLIVIA, KITCHEN));
    }

    @Test
    void letsOneOfTwoTakeASlugAtTheSameMoment() throws Exception {
        List<Throwable> failures =
                concurrently(List.of(() -> create(OLIVIA, KITCHEN), () -> create(OMAR, KITCHEN)));
        assertThat(failures).hasSize(1);
        assertThat(((LightWebException) failures.getFirst()).type())
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(service.all(ADA, "", 10)).hasSize(1);
    }

    @Test
    void countsTheIslandsOfOnePersonAlsoWhenTheyComeAtOnce() throws Exception {
        List<Callable<?>> many = new ArrayList<>();
        IntStream.range(0, MOST_ISLANDS + 6)
                .forEach(i -> many.add(() -> create(OLIVIA, new Slug("isle-" + i))));
        assertThat(concurrently(many)).hasSize(6);
        assertThat(service.all(ADA, "", 50)).hasSize(MOST_ISLANDS);
    }

    @Test
    void countsNoIslandThatItsMakerHasLeft() {
        kitchenWith("omar", MemberRole.OWNER);
        IntStream.range(1, MOST_ISLANDS).forEach(i -> create(OLIVIA, new Slug("isle-" + i)));
        Slug another = new Slug("another");
        refused(ProblemType.CONFLICT, () -> create(OLIVIA, another));
        members.remove(OLIVIA, "kitchen", OLIVIA.user(), "r");
        create(OLIVIA, another);
        refused(ProblemType.CONFLICT, () -> create(OLIVIA, new Slug("one-more")));
        members.add(OMAR, "kitchen", "olivia", MemberRole.GUEST, "r");
        arrive("olivia");
        members.remove(OMAR, "kitchen", OLIVIA.user(), "r");
        refused(ProblemType.CONFLICT, () -> create(OLIVIA, new Slug("one-more")));
    }

    @Test
    void needsOneConnectionForEachWriteHoweverManyWriteAtOnce() throws Exception {
        IslandRecord island = make(KITCHEN);
        List<String> many = IntStream.range(0, 12).mapToObj(i -> "guest" + i).toList();
        identity.know(many.toArray(String[]::new));
        arrive("olivia");
        many.forEach(login -> members.add(OLIVIA, "kitchen", login, MemberRole.GUEST, "r"));
        many.forEach(this::arrive);
        assertThat(mesh.members(island)).hasSize(13);

        List<Callable<?>> removals = new ArrayList<>();
        for (String login : many) {
            UserId user = FakeIdentity.user(login);
            removals.add(() -> members.remove(OLIVIA, "kitchen", user, "r"));
            removals.add(
                    () -> {
                        service.membershipChanged(user);
                        return user;
                    });
        }
        assertThat(concurrently(removals)).isEmpty();
        assertThat(mesh.members(island)).containsExactly(OLIVIA.user());
    }

    @Test
    void dissolvesWithAllItsRolesAndTellsNobodyElse() {
        IslandRecord island = kitchenWith("omar", MemberRole.ADMIN);
        refused(ProblemType.FORBIDDEN, () -> service.dissolve(OMAR, "kitchen", "r"));
        refused(ProblemType.FORBIDDEN, () -> service.dissolve(ADA, "kitchen", "r"));
        refused(ProblemType.NOT_FOUND, () -> service.dissolve(MIA, "kitchen", "r"));

        service.dissolve(OLIVIA, "kitchen", "r");
        assertThat(mesh.knows(island)).isFalse();
        assertThat(identity.asked()).contains("remove 5");
        assertThat(service.mine(OMAR.user())).isEmpty();
        refused(ProblemType.NOT_FOUND, () -> service.visible(OLIVIA, "kitchen"));
        refused(ProblemType.NOT_FOUND, () -> service.dissolve(OLIVIA, "kitchen", "again"));
    }

    @Test
    void isNotThereForWhoIsNoMember() {
        kitchenWith("omar", MemberRole.MEMBER);
        refused(ProblemType.NOT_FOUND, () -> service.visible(MIA, "kitchen"));
        refused(ProblemType.NOT_FOUND, () -> members.members(MIA, "kitchen"));
        refused(ProblemType.NOT_FOUND, () -> members.members(ADA, "kitchen"));
        refused(
                ProblemType.NOT_FOUND,
                () -> members.add(MIA, "kitchen", "malik", MemberRole.GUEST, "r"));
        refused(ProblemType.NOT_FOUND, () -> members.remove(MIA, "kitchen", OMAR.user(), "r"));
        refused(ProblemType.FORBIDDEN, () -> service.all(MIA, "", 10));
        assertThat(service.visible(ADA, "kitchen").slug()).isEqualTo(KITCHEN);
    }

    @Test
    void pagesThroughMoreThanTwoHundredIslands() {
        IntStream.range(0, 210)
                .forEach(
                        i -> create(caller("maker-" + i / 20), new Slug("isle-%03d".formatted(i))));
        List<String> slugs = new ArrayList<>();
        String after = "";
        for (List<IslandRecord> page = service.all(ADA, after, 100);
                !page.isEmpty();
                page = service.all(ADA, after, 100)) {
            page.forEach(island -> slugs.add(island.slug().value()));
            after = slugs.getLast();
        }
        assertThat(slugs).hasSize(210).doesNotHaveDuplicates().isSorted();
    }
}
