// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

class GridTest {
    private final Grid grid = Grid.of(1000, 50);

    @Test
    void eachIslandHasItsMembers() {
        for (int island = 0; island < grid.islands(); island++) {
            assertThat(grid.on(island)).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void noTwoPeopleMeetOnMoreThanOneIsland() {
        Set<List<Integer>> pairs = new HashSet<>();
        for (int island = 0; island < grid.islands(); island++) {
            List<Integer> members = grid.on(island);
            for (int one : members) {
                for (int other : members) {
                    if (one < other) {
                        assertThat(pairs.add(List.of(one, other)))
                                .as("%d and %d on island %d", one, other, island)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void everybodyIsOnAboutTen() {
        assertThat(grid.byPerson())
                .hasSize(5050)
                .allSatisfy(islands -> assertThat(islands).hasSizeBetween(9, 10));
    }

    @Test
    void ownersAreTheFirstColumn() {
        assertThat(grid.on(0).getFirst()).isLessThan(grid.side());
        assertThat(grid.on(999).getFirst()).isLessThan(grid.side());
    }
}
