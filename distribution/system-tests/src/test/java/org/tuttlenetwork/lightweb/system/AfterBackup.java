// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A backup, what happens after it, and what must still be so once it was restored. */
final class AfterBackup {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ISLAND = "keepsake";
    private static final int TRIES = 300;

    private final RunningDemo demo;
    private final Path file;
    private String features = "";
    private Map<String, List<String>> groups = Map.of();

    AfterBackup(RunningDemo demo) {
        this.demo = demo;
        this.file = demo.folder().resolve("demo.backup");
    }

    /**
     * What a host and its world show.
     *
     * @param held what the command line says of the restore
     * @param groups NetBird's, with the names of their peers
     * @param writes calls to NetBird that were no GET
     */
    record Seen(
            String islands,
            String features,
            String health,
            String held,
            Map<String, List<String>> groups,
            List<String> writes) {}

    Path file() {
        return file;
    }

    String features() {
        return features;
    }

    Map<String, List<String>> groups() {
        return groups;
    }

    RunningDemo.Ended backUp() throws Exception {
        String olivia = demo.command("token", "olivia").output();
        assertThat(
                        demo.post(
                                        demo.url() + "/api/v1/islands",
                                        "{\"slug\":\"" + ISLAND + "\",\"name\":\"Keepsake\"}",
                                        olivia)
                                .statusCode())
                .isLessThan(300);
        await(() -> groups(demo).keySet().stream().anyMatch(name -> name.contains(ISLAND)));
        features = versions(demo);
        return demo.command("backup", file.toString());
    }

    /** The island is given up, so that the restored state is older than the world. */
    void goOn() throws Exception {
        String olivia = demo.command("token", "olivia").output();
        assertThat(demo.delete(demo.url() + "/api/v1/islands/" + ISLAND, olivia).statusCode())
                .isLessThan(300);
        await(() -> groups(demo).keySet().stream().noneMatch(name -> name.contains(ISLAND)));
        groups = groups(demo);
    }

    void destroy() throws IOException {
        delete(demo.folder().resolve("data/database"));
        delete(demo.folder().resolve("data/master.key"));
        delete(demo.home().resolve("demo/etc"));
    }

    Seen look(RunningDemo again) throws Exception {
        await(
                () ->
                        again.command("restoration").output().contains("mesh: ")
                                && !again.command("restoration")
                                        .output()
                                        .contains("has not looked yet"));
        String ada = again.command("token", "ada").output();
        return new Seen(
                again.get(
                                again.url() + "/api/v1/islands?limit=200",
                                again.command("token", "olivia").output())
                        .body(),
                versions(again),
                again.get(again.metricsUrl() + "/readyz", ada).body(),
                again.command("restoration").output(),
                groups(again),
                writes(again));
    }

    RunningDemo.Ended release(RunningDemo again, String held) throws Exception {
        Matcher seen = Pattern.compile("restoration release (\\S+)").matcher(held);
        assertThat(seen.find()).isTrue();
        return again.command("restoration", "release", seen.group(1));
    }

    private static String versions(RunningDemo demo) throws Exception {
        String ada = demo.command("token", "ada").output();
        List<String> all = new ArrayList<>();
        for (JsonNode feature :
                JSON.readTree(demo.get(demo.url() + "/api/v1/features", ada).body())
                        .path("items")) {
            all.add(feature.path("id").asText() + " " + feature.path("version").asText());
        }
        return String.join("\n", all);
    }

    private static Map<String, List<String>> groups(RunningDemo demo) throws Exception {
        Map<String, List<String>> groups = new TreeMap<>();
        for (JsonNode group :
                JSON.readTree(demo.get(demo.netbirdControl() + "/edit/api/groups", "").body())) {
            List<String> peers = new ArrayList<>();
            group.path("peers").forEach(peer -> peers.add(peer.path("name").asText()));
            groups.put(group.path("name").asText(), peers.stream().sorted().toList());
        }
        return groups;
    }

    private static List<String> writes(RunningDemo demo) throws Exception {
        List<String> writes = new ArrayList<>();
        for (JsonNode call : JSON.readTree(demo.get(demo.netbirdControl() + "/calls", "").body())) {
            if (!call.path("method").asText().equals("GET")) {
                writes.add(call.path("method").asText() + " " + call.path("path").asText());
            }
        }
        return writes;
    }

    private static void await(Condition condition) throws Exception {
        for (int i = 0; !condition.holds(); i++) {
            assertThat(i).as("tries").isLessThan(TRIES);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
