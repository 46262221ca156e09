// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Who is on which island. People stand on a grid and islands are straight lines through it (modulo
 * a prime): each person is on about ten islands, and no two people meet on more than one, so that
 * who is removed from an island is to be gone from the maps of all others on it.
 *
 * @param islands how many
 * @param members of each, the owner included
 * @param side a prime: of the grid's height
 */
record Grid(int islands, int members, int side) {
    private static final int ISLANDS_EACH = 10;
    private static final long FIRST_ID = 400_000_000_000_000_000L;
    private static final long FIRST_GUEST = 410_000_000_000_000_000L;

    static Grid of(int islands, int members) {
        int least = Math.max(members, (islands + ISLANDS_EACH - 1) / ISLANDS_EACH);
        int side = least;
        while (!isPrime(side)) {
            side++;
        }
        return new Grid(islands, members, side);
    }

    private static boolean isPrime(int number) {
        return number > 1
                && IntStream.rangeClosed(2, (int) Math.sqrt(number))
                        .noneMatch(divisor -> number % divisor == 0);
    }

    int people() {
        return members * side;
    }

    /** Who are on an island, the owner first. */
    List<Integer> on(int island) {
        int slope = island / side;
        int start = island % side;
        return IntStream.range(0, members)
                .map(column -> column * side + (slope * column + start) % side)
                .boxed()
                .toList();
    }

    /** The islands of each person. */
    List<List<Integer>> byPerson() {
        List<List<Integer>> all = new ArrayList<>();
        IntStream.range(0, people()).forEach(_ -> all.add(new ArrayList<>()));
        for (int island = 0; island < islands; island++) {
            for (int person : on(island)) {
                all.get(person).add(island);
            }
        }
        return all;
    }

    static String user(int person) {
        return Long.toString(FIRST_ID + person);
    }

    /** Somebody who is on no island yet. */
    static String guest(int guest) {
        return Long.toString(FIRST_GUEST + guest);
    }

    static String slug(int island) {
        return "bench-" + island;
    }

    static UUID id(int island) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + island);
    }

    static String role(int island, String role) {
        return "island:" + slug(island) + ":" + role;
    }
}
