// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import org.tuttlenetwork.lightweb.bench.deploy.DeployBench;
import org.tuttlenetwork.lightweb.bench.islands.IslandsBench;
import org.tuttlenetwork.lightweb.bench.report.Report;
import org.tuttlenetwork.lightweb.bench.report.ReportFiles;
import org.tuttlenetwork.lightweb.bench.report.Tables;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code bench [startup|deploy|http|islands] [--rounds N]}. Exit codes: 0 measured, whether goals
 * hold or not; 1 it could not be measured; 2 unusable arguments.
 */
public final class Main {
    /** How often each is measured, unless told otherwise. */
    private static final Map<String, Integer> ROUNDS = new LinkedHashMap<>();

    static {
        ROUNDS.put("startup", 7);
        ROUNDS.put("deploy", 50);
        ROUNDS.put("http", 7);
        ROUNDS.put("islands", 40);
    }

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(
            List<String> arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err)
            throws InterruptedException {
        Plan plan;
        try {
            plan = Plan.of(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        try {
            for (String name : plan.names()) {
                bench(name, Setting.of(environment, plan.rounds(name)), out);
            }
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            err.println("It could not be measured: " + e.getMessage());
            return 1;
        }
    }

    private static void bench(String name, Setting setting, PrintStream out)
            throws IOException, InterruptedException {
        Progress progress = new Progress(out);
        progress.say("bench " + name + ", " + setting.rounds() + " rounds");
        String machine = Proc.machine();
        Outcome outcome =
                switch (name) {
                    case "startup" -> new StartupBench(setting, progress).run();
                    case "deploy" -> new DeployBench(setting, progress).run();
                    case "http" -> new HttpBench(setting, progress).run();
                    case "islands" -> new IslandsBench(setting, progress).run();
                    default -> throw new IllegalArgumentException("there is no bench " + name);
                };
        Report report =
                new Report(
                        name,
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        setting.variable("LIGHTWEB_BENCH_COMMIT"),
                        machine,
                        outcome.rows(),
                        outcome.notes(),
                        outcome.plots());
        out.println();
        out.println(Tables.text(report.json()));
        new ReportFiles(Path.of(setting.variable("LIGHTWEB_BENCH_DOCS"))).write(report);
    }

    /**
     * What is asked for.
     *
     * @param names of benches, in order
     * @param given how often each is measured; empty for its own number
     */
    record Plan(List<String> names, Optional<Integer> given) {
        static Plan of(List<String> arguments) {
            List<String> names = List.copyOf(ROUNDS.keySet());
            Optional<Integer> given = Optional.empty();
            for (int i = 0; i < arguments.size(); i++) {
                String word = arguments.get(i);
                if (word.equals("--rounds") && i + 1 < arguments.size()) {
                    given = Optional.of(number(arguments.get(++i)));
                } else if (ROUNDS.containsKey(word)) {
                    names = List.of(word);
                } else {
                    throw new IllegalArgumentException(
                            "bench does not know "
                                    + word
                                    + "; there are "
                                    + String.join(", ", ROUNDS.keySet())
                                    + " and --rounds N");
                }
            }
            return new Plan(names, given);
        }

        int rounds(String name) {
            return given.orElseGet(() -> Objects.requireNonNull(ROUNDS.get(name)));
        }

        private static int number(String text) {
            if (!text.matches("[1-9][0-9]{0,2}")) {
                throw new IllegalArgumentException("--rounds is " + text + "; 1 to 999");
            }
            return Integer.parseInt(text);
        }
    }
}
