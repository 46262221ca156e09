// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import org.tuttlenetwork.lightweb.bench.report.Goal;
import org.tuttlenetwork.lightweb.bench.report.Row;
import org.tuttlenetwork.lightweb.bench.report.Samples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is asked most: the pools beside a bare handler, and a user's services beside plain Jetty and
 * Jersey with the same token check; the same bytes each.
 */
final class HttpBench {
    private static final int SECONDS = 4;
    private static final int WARM_UP_SECONDS = 10;
    private static final String AUDIENCE = "320000000000000001";

    private final Setting setting;
    private final Progress progress;
    private final HttpClient http = HttpClient.newHttpClient();

    HttpBench(Setting setting, Progress progress) {
        this.setting = setting;
        this.progress = progress;
    }

    Outcome run() throws IOException, InterruptedException {
        try (Child host =
                setting.start(setting.host(setting.work().resolve("host")), "http-host")) {
            host.awaitOk(setting.ready());
            String token = setting.token(http, "olivia");
            HttpResponse<byte[]> pools = get("/api/v1/pools", Map.of());
            String tag = pools.headers().firstValue("ETag").orElseThrow();
            HttpResponse<byte[]> services =
                    get("/api/v1/services", Map.of("Authorization", "Bearer " + token));
            Path poolBytes = Files.write(setting.work().resolve("pools.bin"), pools.body());
            Path serviceBytes =
                    Files.write(setting.work().resolve("services.bin"), services.body());
            try (Child bare =
                            setting.start(
                                    setting.plain(
                                            "BareMain",
                                            Integer.toString(setting.port(1)),
                                            poolBytes.toString(),
                                            tag),
                                    "http-bare");
                    Child jersey =
                            setting.start(
                                    setting.plain(
                                            "ServicesMain",
                                            Integer.toString(setting.port(2)),
                                            setting.variable("LIGHTWEB_ZITADEL_URL"),
                                            AUDIENCE,
                                            serviceBytes.toString()),
                                    "http-jersey")) {
                bare.awaitOk("http://127.0.0.1:" + setting.port(1) + "/api/v1/pools");
                awaitUnauthenticated("http://127.0.0.1:" + setting.port(2) + "/api/v1/services");
                List<Row> rows = new ArrayList<>();
                rows.addAll(pools("GET /api/v1/pools", Map.of()));
                rows.addAll(
                        pools("GET /api/v1/pools, unchanged (304)", Map.of("If-None-Match", tag)));
                rows.addAll(services(Map.of("Authorization", "Bearer " + token)));
                rows.add(memory(host, jersey));
                progress.say("bare handler: " + Math.round(bare.residentMegabytes()) + " MB");
                return new Outcome(
                        rows,
                        List.of(
                                setting.alternating(),
                                "Load: wrk, one thread, 16 kept connections, 4 s a burst; server"
                                        + " and load share the cores."));
            }
        }
    }

    private List<Row> pools(String what, Map<String, String> headers)
            throws IOException, InterruptedException {
        Pairs pairs = measure("/api/v1/pools", 1, headers, what);
        return List.of(
                new Row(
                        what + ", throughput",
                        "/s",
                        pairs.hostRate(),
                        "bare Jetty handler",
                        pairs.otherRate(),
                        new Goal.RatioAtLeast(0.85),
                        "per answer: a request id, six security headers, two fields of the cache, a"
                                + " figure for the metrics and the count that a clean stop needs"),
                new Row(
                        what + ", p99",
                        "ms",
                        pairs.hostTail(),
                        "bare Jetty handler",
                        pairs.otherTail(),
                        new Goal.RatioAtMost(1.5),
                        "each collection of a heap that holds the whole house takes longer than one"
                                + " of a program that holds nothing"));
    }

    private List<Row> services(Map<String, String> headers)
            throws IOException, InterruptedException {
        String what = "GET /api/v1/services";
        Pairs pairs = measure("/api/v1/services", 2, headers, what);
        return List.of(
                new Row(
                        what + ", throughput",
                        "/s",
                        pairs.hostRate(),
                        "plain Jetty + Jersey, same token check",
                        pairs.otherRate(),
                        new Goal.RatioAtLeast(0.7),
                        "the host asks PostgreSQL for the list and for the user's state at each"
                                + " call; the other answers from memory"),
                new Row(
                        what + ", p99",
                        "ms",
                        pairs.hostTail(),
                        "plain Jetty + Jersey, same token check",
                        pairs.otherTail(),
                        new Goal.None(),
                        ""));
    }

    private static Row memory(Child host, Child jersey) throws IOException {
        return new Row(
                "resident memory under load",
                "MB",
                Samples.of(host.residentMegabytes()),
                "plain Jetty + Jersey, same token check",
                Samples.of(jersey.residentMegabytes()),
                new Goal.None(),
                "");
    }

    /** The same load on both by turns, after a warm-up of both. */
    private Pairs measure(String path, int other, Map<String, String> headers, String what)
            throws IOException, InterruptedException {
        String host = "http://127.0.0.1:" + setting.port(0) + path;
        String beside = "http://127.0.0.1:" + setting.port(other) + path;
        progress.say(what);
        Wrk.run(host, WARM_UP_SECONDS, headers);
        Wrk.run(beside, WARM_UP_SECONDS, headers);
        List<Wrk.Result> ours = new ArrayList<>();
        List<Wrk.Result> theirs = new ArrayList<>();
        for (int round = 1; round <= setting.rounds(); round++) {
            ours.add(Wrk.run(host, SECONDS, headers));
            theirs.add(Wrk.run(beside, SECONDS, headers));
            progress.round(round, ours.getLast().perSecond(), theirs.getLast().perSecond());
        }
        return new Pairs(ours, theirs);
    }

    private record Pairs(List<Wrk.Result> host, List<Wrk.Result> other) {
        Samples hostRate() {
            return new Samples(host.stream().map(Wrk.Result::perSecond).toList());
        }

        Samples otherRate() {
            return new Samples(other.stream().map(Wrk.Result::perSecond).toList());
        }

        Samples hostTail() {
            return new Samples(host.stream().map(Wrk.Result::p99Millis).toList());
        }

        Samples otherTail() {
            return new Samples(other.stream().map(Wrk.Result::p99Millis).toList());
        }
    }

    private HttpResponse<byte[]> get(String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + setting.port(0) + path));
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
        return answer;
    }

    /** The plain program has nothing that is open to everybody: it is up once it refuses. */
    private void awaitUnauthenticated(String url) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status == 401) {
                    return;
                }
                throw new IOException(url + " answers " + status + " without a token");
            } catch (java.net.ConnectException _) {
                Thread.sleep(50); // not there yet
            }
        }
        throw new IOException(url + " does not answer");
    }
}
