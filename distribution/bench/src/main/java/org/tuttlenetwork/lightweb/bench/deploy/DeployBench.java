// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.Child;
import org.tuttlenetwork.lightweb.bench.Folders;
import org.tuttlenetwork.lightweb.bench.Outcome;
import org.tuttlenetwork.lightweb.bench.Progress;
import org.tuttlenetwork.lightweb.bench.Setting;
import org.tuttlenetwork.lightweb.bench.karaf.Karaf;
import org.tuttlenetwork.lightweb.bench.karaf.ServletBundles;
import org.tuttlenetwork.lightweb.bench.load.Swaps;
import org.tuttlenetwork.lightweb.bench.report.Row;
import org.tuttlenetwork.lightweb.cli.HostClient;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same resource installed, updated, taken back and removed by the host and by Karaf, by turns;
 * then updated while it is asked 200 times a second.
 */
public final class DeployBench {
    private static final int WARM_UP_LIVES = 5;

    private final Setting setting;
    private final Progress progress;

    public DeployBench(Setting setting, Progress progress) {
        this.setting = setting;
        this.progress = progress;
    }

    public Outcome run() throws IOException, InterruptedException {
        Path data = setting.work().resolve("deploy");
        Folders.clear(data);
        Karaf karaf = Karaf.in(setting);
        ServletBundles bundles =
                ServletBundles.in(setting.work().resolve("servlet"), karaf.libraries());
        try (Child host = setting.start(setting.host(data), "deploy-host");
                Child _ = karaf.start()) {
            host.awaitOk(setting.ready());
            karaf.prepare();
            karaf.know(bundles.write("life.xml", Stream.of(Side.FIRST, Side.SECOND)));
            List<Row> rows = new ArrayList<>(operations(karaf));
            karaf.know(bundles.write("load.xml", UnderLoad.versions(blocks())));
            Loaded loaded = underLoad(karaf, bundles);
            rows.addAll(DeployRows.underLoad(loaded.host(), loaded.features(), loaded.bundles()));
            return new Outcome(rows, notes(loaded));
        }
    }

    private Side host(SampleFeature feature) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String url = "http://127.0.0.1:" + setting.port(0);
        return new HostSide(
                url,
                new HostClient(http, url, setting.token(http, "ada")),
                feature,
                setting.work().resolve("archives"),
                Path.of(setting.variable("LIGHTWEB_DEMO_KEY")));
    }

    private List<Row> operations(Karaf karaf) throws IOException, InterruptedException {
        Side plain = host(SampleFeature.plain());
        Side stored = host(SampleFeature.withEntity());
        Side features = new KarafSide(karaf);
        Timings ours = new Timings();
        Timings theirs = new Timings();
        Timings withEntity = new Timings();
        progress.say("install, update, rollback, remove: ms until live, host then Karaf");
        for (int round = 1 - WARM_UP_LIVES; round <= setting.rounds(); round++) {
            Timings one = Timings.ofLife(plain);
            Timings other = Timings.ofLife(features);
            Timings third = Timings.ofLife(stored);
            progress.round(Math.max(0, round), one.live(), other.live());
            if (round > 0) {
                ours.add(one);
                theirs.add(other);
                withEntity.add(third);
            }
        }
        return DeployRows.operations(ours, theirs, withEntity);
    }

    /** What came of the updates under load on each side. */
    private record Loaded(Blocks host, Blocks features, Blocks bundles) {}

    /** Twice as many updates as lives, in whole blocks. */
    private int blocks() {
        return Math.max(1, 2 * setting.rounds() / UnderLoad.BLOCK);
    }

    private Loaded underLoad(Karaf karaf, ServletBundles bundles)
            throws IOException, InterruptedException {
        List<Side> sides =
                List.of(
                        host(SampleFeature.plain()),
                        new KarafSide(karaf),
                        new KarafBundleSide(karaf, bundles));
        List<List<Swaps>> all = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int block = 0; block < blocks(); block++) {
            for (int i = 0; i < sides.size(); i++) {
                all.get(i).add(UnderLoad.block(sides.get(i), block));
                Blocks last = new Blocks(List.of(all.get(i).getLast()));
                progress.say(
                        "  updates under load, %s: lost %s, longest pause %.0f ms"
                                .formatted(sides.get(i).name(), last.words(), last.pauses().max()));
            }
        }
        return new Loaded(new Blocks(all.get(0)), new Blocks(all.get(1)), new Blocks(all.get(2)));
    }

    private List<String> notes(Loaded loaded) {
        return List.of(
                "Alternating, %d rounds after a warm-up of %d; then %d updates of each under load, by tens."
                        .formatted(setting.rounds(), WARM_UP_LIVES, blocks() * UnderLoad.BLOCK),
                "Live is the first answer by the new version, removed the first 404, as a client"
                    + " sees it that asks every 2 ms; a request of the host's sends the archive"
                    + " along. Until the request is answered: the old version is drained and gone.",
                "The features have no grace period but where it says so. Karaf: 4.4.10 as shipped,"
                        + " on JDK 17, by commands over SSH whose connection stands before.",
                "Load: 200 requests a second, begun when due, one of ten on a new connection, no"
                        + " retries; client and servers share the cores.",
                "Lost: host "
                        + loaded.host().words()
                        + ", --upgrade "
                        + loaded.features().words()
                        + ", bundle:update "
                        + loaded.bundles().words()
                        + ".");
    }
}
