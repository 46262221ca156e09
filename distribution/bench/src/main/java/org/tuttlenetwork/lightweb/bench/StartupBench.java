// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import org.tuttlenetwork.lightweb.bench.karaf.Karaf;
import org.tuttlenetwork.lightweb.bench.karaf.ServletBundles;
import org.tuttlenetwork.lightweb.bench.report.Goal;
import org.tuttlenetwork.lightweb.bench.report.Row;
import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * From {@code java} to the first 200 of {@code /readyz}, beside a plain main that stands on the
 * same libraries and answers once its database does, and beside Karaf; and resident memory at rest.
 */
final class StartupBench {
    private static final int REST_SECONDS = 60;
    private static final int MEMORY_ROUNDS = 3;
    private static final String BESIDE = "plain Jetty + Jersey + Hibernate + PostgreSQL";

    private final Setting setting;
    private final Progress progress;

    StartupBench(Setting setting, Progress progress) {
        this.setting = setting;
        this.progress = progress;
    }

    Outcome run() throws IOException, InterruptedException {
        Path data = setting.work().resolve("host");
        Path plainData = setting.work().resolve("plain");
        List<String> host = setting.host(data);
        List<String> plain = plain(plainData);
        List<String> hostCached = new AotCache(setting).of(host, setting.ready(), "startup-host");
        List<String> plainCached = new AotCache(setting).of(plain, plainReady(), "startup-plain");
        Karaf karaf = Karaf.in(setting);
        List<String> karafCommand = karafCommand(karaf);
        Starts first = new Starts();
        Starts kept = new Starts();
        Starts cached = new Starts();
        List<Double> karafKept = new ArrayList<>();
        for (int round = 0; round <= setting.rounds(); round++) {
            Folders.clear(data);
            Folders.clear(plainData);
            Pair firstPair = new Pair(host(host), plain(plain));
            Pair keptPair = new Pair(host(host), plain(plain));
            Pair cachedPair = new Pair(host(hostCached), plain(plainCached));
            double karafStart = start(karafCommand, "startup-karaf", karaf.resource().toString());
            progress.round(
                    round,
                    firstPair.host(),
                    firstPair.plain(),
                    keptPair.host(),
                    keptPair.plain(),
                    cachedPair.host(),
                    cachedPair.plain(),
                    karafStart);
            if (round > 0) { // the first one warms the page cache
                first.add(firstPair);
                kept.add(keptPair);
                cached.add(cachedPair);
                karafKept.add(karafStart);
            }
        }
        List<Row> rows = new ArrayList<>();
        rows.add(
                kept.row(
                        "start, kept cache and database",
                        new Goal.RatioAtMost(0.6),
                        "the host starts a framework, the units of every room with their"
                                + " migrations and three listeners; the plain main has one table"));
        rows.add(
                cached.row(
                        "start, kept, each with its AOT cache",
                        new Goal.RatioAtMost(1.5),
                        "bundles' own classes are loaded by their bundles' loaders, one after"
                                + " another"));
        Samples karafStarts = new Samples(karafKept);
        rows.add(kept.beside("start, kept cache and database", karafStarts));
        rows.add(cached.beside("start, kept, the host with its AOT cache", karafStarts));
        rows.add(first.row("first start ever", new Goal.None(), ""));
        rows.addAll(memory(host, plain));
        return new Outcome(
                rows,
                List.of(
                        setting.alternating(),
                        "Host and plain program by the same JVM flags. Karaf: 4.4.10 as shipped, on"
                                + " JDK 17, with http, http-whiteboard, scr and one servlet in its"
                                + " kept data, to that servlet's first 200. All without the scripts"
                                + " that start them."));
    }

    /** One start of each, one after the other, in ms. */
    private record Pair(double host, double plain) {}

    private static final class Starts {
        private final List<Double> host = new ArrayList<>();
        private final List<Double> plain = new ArrayList<>();

        void add(Pair pair) {
            host.add(pair.host());
            plain.add(pair.plain());
        }

        Row row(String what, Goal goal, String heldBack) {
            return new Row(
                    what, "ms", new Samples(host), BESIDE, new Samples(plain), goal, heldBack);
        }

        Row beside(String what, Samples karaf) {
            return new Row(
                    what,
                    "ms",
                    new Samples(host),
                    "Karaf, one servlet, kept data",
                    karaf,
                    new Goal.RatioAtMost(0.4),
                    "every room of the house and PostgreSQL start, beside one servlet and no"
                            + " database; what of it could go is not found out yet");
        }
    }

    private double host(List<String> command) throws IOException, InterruptedException {
        return start(command, "startup-host", setting.ready());
    }

    private double plain(List<String> command) throws IOException, InterruptedException {
        return start(command, "startup-plain", plainReady());
    }

    private double start(List<String> command, String log, String ready)
            throws IOException, InterruptedException {
        try (Child child = setting.start(command, log)) {
            return child.awaitOk(ready);
        }
    }

    /** Puts the servlet into Karaf's data. */
    private List<String> karafCommand(Karaf karaf) throws IOException, InterruptedException {
        String version = "1.0.0";
        ServletBundles bundles =
                ServletBundles.in(setting.work().resolve("servlet"), karaf.libraries());
        try (Child child = karaf.start()) {
            karaf.prepare();
            karaf.know(bundles.write("startup.xml", Stream.of(version)));
            karaf.console().run("feature:install bench/" + version);
            child.awaitOk(karaf.resource().toString());
            return Karaf.command(child);
        }
    }

    private List<String> plain(Path data) {
        return setting.plain(
                "PlainMain",
                Integer.toString(setting.port(1)),
                data.toString(),
                setting.binaries().toString());
    }

    private String plainReady() {
        return "http://127.0.0.1:" + setting.port(1) + "/readyz";
    }

    private List<Row> memory(List<String> hostCommand, List<String> plainCommand)
            throws IOException, InterruptedException {
        List<Double> host = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int round = 0; round < MEMORY_ROUNDS; round++) {
            try (Child one = setting.start(hostCommand, "startup-host");
                    Child other = setting.start(plainCommand, "startup-plain")) {
                one.awaitOk(setting.ready());
                other.awaitOk(plainReady());
                TimeUnit.SECONDS.sleep(REST_SECONDS); // what is measured: memory at rest
                host.add(one.residentMegabytes());
                plain.add(other.residentMegabytes());
            }
            progress.memory(round, host.getLast(), plain.getLast());
        }
        String held = "the classes of every room of the house";
        return List.of(
                new Row(
                        "resident memory at rest, after 60 s",
                        "MB",
                        new Samples(host),
                        BESIDE,
                        new Samples(plain),
                        new Goal.RatioAtMost(1.4),
                        held),
                new Row(
                        "resident memory at rest, alone",
                        "MB",
                        new Samples(host),
                        "",
                        null,
                        new Goal.Below(300),
                        held));
    }
}
