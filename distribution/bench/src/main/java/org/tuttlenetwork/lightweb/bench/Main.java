// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import org.tuttlenetwork.lightweb.bench.report.Report;
import org.tuttlenetwork.lightweb.bench.report.ReportFiles;
import org.tuttlenetwork.lightweb.bench.report.Row;
import org.tuttlenetwork.lightweb.bench.report.Tables;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * {@code bench [startup|http] [--rounds N]}. Exit codes: 0 measured, whether goals hold or not; 1
 * it could not be measured; 2 unusable arguments.
 */
public final class Main {
    private static final List<String> NAMES = List.of("startup", "http");
    private static final int FEWEST = 7;

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
            Setting setting = Setting.of(environment, plan.rounds());
            for (String name : plan.names()) {
                bench(name, setting, out);
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
        List<Row> rows =
                switch (name) {
                    case "startup" -> new StartupBench(setting, progress).run();
                    case "http" -> new HttpBench(setting, progress).run();
                    default -> throw new IllegalArgumentException("there is no bench " + name);
                };
        Report report =
                new Report(
                        name,
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        setting.variable("LIGHTWEB_BENCH_COMMIT"),
                        machine,
                        rows,
                        notes(name, setting));
        out.println();
        out.println(Tables.text(report.json()));
        new ReportFiles(Path.of(setting.variable("LIGHTWEB_BENCH_DOCS"))).write(report);
    }

    private static List<String> notes(String name, Setting setting) {
        String rounds = "Alternating, " + setting.rounds() + " rounds after a warm-up.";
        return name.equals("http")
                ? List.of(
                        rounds,
                        "Load: wrk, one thread, 16 kept connections, 4 s a burst; server and load"
                                + " share the cores.")
                : List.of(
                        rounds, "Both by the same JVM flags. Karaf is not measured beside it yet.");
    }

    /**
     * What is asked for.
     *
     * @param names of benches, in order
     * @param rounds how often each is measured
     */
    record Plan(List<String> names, int rounds) {
        static Plan of(List<String> arguments) {
            List<String> names = NAMES;
            int rounds = FEWEST;
            for (int i = 0; i < arguments.size(); i++) {
                String word = arguments.get(i);
                if (word.equals("--rounds") && i + 1 < arguments.size()) {
                    rounds = number(arguments.get(++i));
                } else if (NAMES.contains(word)) {
                    names = List.of(word);
                } else {
                    throw new IllegalArgumentException(
                            "bench does not know "
                                    + word
                                    + "; there are "
                                    + String.join(", ", NAMES)
                                    + " and --rounds N");
                }
            }
            return new Plan(names, rounds);
        }

        private static int number(String text) {
            if (!text.matches("[1-9][0-9]{0,2}")) {
                throw new IllegalArgumentException("--rounds is " + text + "; 1 to 999");
            }
            return Integer.parseInt(text);
        }
    }
}
