// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import org.tuttlenetwork.lightweb.bench.report.Goal;
import org.tuttlenetwork.lightweb.bench.report.Row;
import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * From {@code java} to the first 200 of {@code /readyz}, beside a plain main that stands on the
 * same libraries and answers once its database does; and resident memory at rest.
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

    List<Row> run() throws IOException, InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        List<Double> plainFirst = new ArrayList<>();
        List<Double> plainKept = new ArrayList<>();
        for (int round = 0; round <= setting.rounds(); round++) {
            Path data = fresh("host");
            Path plain = fresh("plain");
            double hostFirst = host(data);
            double besideFirst = plain(plain);
            double hostKept = host(data);
            double besideKept = plain(plain);
            progress.round(round, hostFirst, besideFirst, hostKept, besideKept);
            if (round > 0) { // the first one warms the page cache
                first.add(hostFirst);
                plainFirst.add(besideFirst);
                kept.add(hostKept);
                plainKept.add(besideKept);
            }
        }
        List<Row> rows = new ArrayList<>();
        rows.add(
                new Row(
                        "start, kept cache and database",
                        "ms",
                        new Samples(kept),
                        BESIDE,
                        new Samples(plainKept),
                        new Goal.RatioAtMost(0.6),
                        "the host starts a framework, twelve units with their migrations and three"
                                + " listeners, and has no AOT cache yet; the plain main has one"
                                + " table"));
        rows.add(
                new Row(
                        "first start ever",
                        "ms",
                        new Samples(first),
                        BESIDE,
                        new Samples(plainFirst),
                        new Goal.None(),
                        ""));
        rows.addAll(memory());
        return rows;
    }

    private double host(Path data) throws IOException, InterruptedException {
        try (Child child = setting.host(data, "startup-host")) {
            return child.awaitOk(setting.ready());
        }
    }

    private double plain(Path data) throws IOException, InterruptedException {
        try (Child child = plainChild(data)) {
            return child.awaitOk(plainReady());
        }
    }

    private Child plainChild(Path data) throws IOException {
        return setting.plain(
                "PlainMain",
                "startup-plain",
                Integer.toString(setting.port(1)),
                data.toString(),
                setting.binaries().toString());
    }

    private String plainReady() {
        return "http://127.0.0.1:" + setting.port(1) + "/readyz";
    }

    private List<Row> memory() throws IOException, InterruptedException {
        List<Double> host = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int round = 0; round < MEMORY_ROUNDS; round++) {
            try (Child one = setting.host(setting.work().resolve("host"), "startup-host");
                    Child other = plainChild(setting.work().resolve("plain"))) {
                one.awaitOk(setting.ready());
                other.awaitOk(plainReady());
                TimeUnit.SECONDS.sleep(REST_SECONDS); // what is measured: memory at rest
                host.add(one.residentMegabytes());
                plain.add(other.residentMegabytes());
            }
            progress.memory(round, host.getLast(), plain.getLast());
        }
        String held =
                "the classes of every room of the house, and a heap that G1 has not given back";
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

    private Path fresh(String name) throws IOException {
        Path folder = setting.work().resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return folder;
    }
}
