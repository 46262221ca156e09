// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A whole host that ends as by {@code kill -9} at each step of an operation on a feature: the next
 * start reaches the old or the new state, never a mixture, and shows the truth. Run by {@code
 * ./lightweb soak}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashSoak {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEATURE = "gallery";
    private static final String NOTHING = "nothing";
    private static final int TRIES = 600;
    private static RunningDemo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start();
        pack("1.0.0");
        pack("2.0.0");
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    /** An archive of a service without Java, watched for a second only. */
    private static void pack(String version) throws Exception {
        Path folder = folder(version);
        Files.createDirectories(folder.getParent());
        run(0, "feature", "create", folder.toString());
        Path description = folder.resolve("feature.json");
        String text = Files.readString(description);
        assertThat(text).contains("1.0.0", "\"permissions\": []");
        Files.writeString(
                description,
                text.replace("1.0.0", version)
                        .replace(
                                "\"permissions\": []",
                                "\"permissions\": [], \"health\": {\"graceSeconds\": 1}"));
        run(0, "feature", "pack", folder.toString());
        run(0, "feature", "sign", archive(version));
    }

    private static Path folder(String version) {
        return demo.folder().resolve(version).resolve(FEATURE);
    }

    private static String archive(String version) {
        return folder(version).resolve(FEATURE + "-" + version + ".feature.jar").toString();
    }

    /** Runs a command; {@code code} is its exit code, or -1 where it may be any but 0. */
    private static RunningDemo.Ended run(int code, String... words) throws Exception {
        RunningDemo.Ended ended = demo.command(words);
        if (code < 0) {
            assertThat(ended.code()).as(ended.output()).isNotZero();
        } else {
            assertThat(ended.code()).as(ended.output()).isEqualTo(code);
        }
        return ended;
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({
        // operation, where the host ends, what may run afterwards
        "install,  written,      nothing",
        "install,  before-start, nothing",
        "install,  starting,     nothing",
        "install,  after-start,  nothing",
        "install,  after-gate,   nothing",
        "install,  after-passed, 1.0.0",
        "install,  after-switch, 1.0.0",
        "update,   written,      1.0.0",
        "update,   before-start, 1.0.0",
        "update,   starting,     1.0.0",
        "update,   after-start,  1.0.0",
        "update,   after-gate,   1.0.0",
        "update,   after-passed, 2.0.0",
        "update,   after-switch, 2.0.0",
        "rollback, written,      2.0.0",
        "rollback, after-start,  2.0.0",
        "rollback, after-gate,   2.0.0",
        "rollback, after-passed, 1.0.0",
        "rollback, after-switch, 1.0.0",
        "remove,   written,      nothing",
        "purge,    written,      nothing",
        "purge,    dumped,       nothing"
    })
    void reachesTheOldOrTheNewState(String operation, String place, String expected)
            throws Exception {
        prepare(operation);
        assertThat(demo.terminate()).isZero();
        demo.startAgain("-Dlightweb.fault=" + place);
        run(-1, words(operation));
        demo.awaitEnd();
        demo.startAgain();
        await(
                () ->
                        feature().path("onItsWay").isMissingNode()
                                || feature().path("onItsWay").isNull());
        assertThat(runs()).isEqualTo(expected);
        assertThat(history()).as("what happened is told").isNotEmpty();
        System.out.printf("crash %s at %s: %s runs%n", operation, place, runs());
    }

    private static String[] words(String operation) {
        return switch (operation) {
            case "install" -> new String[] {"feature", "install", archive("1.0.0"), "--yes"};
            case "update" -> new String[] {"feature", "install", archive("2.0.0"), "--yes"};
            case "rollback" -> new String[] {"feature", "rollback", FEATURE};
            case "remove" -> new String[] {"feature", "remove", FEATURE};
            case "purge" -> new String[] {"feature", "remove", FEATURE, "--purge"};
            default -> throw new IllegalArgumentException(operation);
        };
    }

    /** What stands before an operation. */
    private static void prepare(String operation) throws Exception {
        if (!runs().equals(NOTHING)) {
            run(0, "feature", "remove", FEATURE);
        }
        if (!feature().isMissingNode() || !history().isEmpty()) {
            demo.command("feature", "remove", FEATURE, "--purge");
        }
        if (!operation.equals("install")) {
            run(0, words("install"));
        }
        if (operation.equals("rollback")) {
            run(0, words("update"));
        }
    }

    @Test
    @Order(2)
    void comesUpWithoutWhatEndsItAndNamesIt() throws Exception {
        prepare("update");
        assertThat(demo.terminate()).isZero();
        for (int i = 0; i < 3; i++) {
            demo.startAndEnd("-Dlightweb.fault=starting");
        }
        demo.startAgain("-Dlightweb.fault=starting");
        String ready = demo.get(demo.metricsUrl() + "/readyz", "").body();
        assertThat(ready).contains("Safe mode", FEATURE + " 1.0.0");
        assertThat(feature().path("state").asText()).isEqualTo("OFF");
        assertThat(demo.get(demo.url() + "/api/v1/islands", token()).statusCode()).isEqualTo(200);
        run(0, "feature", "remove", FEATURE);
        assertThat(demo.terminate()).isZero();
        demo.startAgain();
        assertThat(demo.get(demo.metricsUrl() + "/readyz", "").body()).doesNotContain("Safe mode");
        System.out.println("crash three starts: safe mode, and " + FEATURE + " is named");
    }

    private static String token() throws Exception {
        return demo.command("token", "ada").output();
    }

    private static JsonNode feature() throws Exception {
        String all = demo.get(demo.url() + "/api/v1/features", token()).body();
        for (JsonNode one : JSON.readTree(all).path("items")) {
            if (one.path("id").asText().equals(FEATURE)) {
                return one;
            }
        }
        return JSON.missingNode();
    }

    /** The version that runs, as its state and its facts say. */
    private static String runs() throws Exception {
        JsonNode feature = feature();
        if (feature.isMissingNode() || feature.path("state").asText().equals("REMOVED")) {
            return NOTHING;
        }
        assertThat(feature.path("facts").path("started").asBoolean())
                .as("started: " + feature)
                .isTrue();
        return feature.path("version").asText();
    }

    private static List<String> history() throws IOException, InterruptedException {
        return demo.command("feature", "history", FEATURE).output().lines().toList();
    }

    private static void await(Condition condition) throws Exception {
        for (int i = 0; !condition.holds(); i++) {
            assertThat(i).as("tries").isLessThan(TRIES);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
