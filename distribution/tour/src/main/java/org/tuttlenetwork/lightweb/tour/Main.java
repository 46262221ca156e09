// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import java.io.PrintStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code tour}: all seven ways. {@code token PERSONA}: an access token. {@code begin}: the demo's
 * first islands. Exit code 1 at the first thing that is not right.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(
            List<String> arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        World world = new World(environment);
        try {
            if (arguments.size() == 2 && arguments.getFirst().equals("token")) {
                out.println(world.token(arguments.get(1)));
                return 0;
            }
            if (arguments.equals(List.of("begin"))) {
                new Beginning(world).make();
                return 0;
            }
            if (arguments.size() > 1
                    || arguments.size() == 1 && !arguments.getFirst().equals("tour")) {
                err.println("tour, or token PERSONA");
                return 2;
            }
            tour(new Walk(out), world);
            out.printf("%nAll seven ways are open.%n");
            return 0;
        } catch (Exception e) { // the program's end: the sentence is all that is left to say
            err.printf("%nNot as it should be. %s%n", e.getMessage());
            return 1;
        }
    }

    private static void tour(Walk walk, World world) throws Exception {
        String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        String island = "tour-" + mark;
        IslandWays islands = new IslandWays(walk, world, island);
        islands.removeAMember();
        islands.roleTakenAwayInZitadel();
        islands.discover();
        new InstallWay(walk, world, island).install();
        new NodeWays(walk, world, "tour-node-" + mark).beBornAndServe();
        new WeatherWay(walk, world).change();
        walk.way(8, "Tidy up");
        islands.dissolve();
    }
}
