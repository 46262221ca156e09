// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A feature without Java that is made, installed and looked at by the command line and REST. */
final class Gallery {
    static final String ID = "gallery";

    /** What runs where nothing of it does. */
    static final String NOTHING = "nothing";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 600;

    private final RunningDemo demo;

    /**
     * @param demo by whose command archives are made
     */
    Gallery(RunningDemo demo) {
        this.demo = demo;
    }

    /** Makes and signs an archive; the version is watched for a second when it is taken up. */
    void pack(String version) throws Exception {
        Path folder = folder(version);
        Files.createDirectories(folder.getParent());
        ran(demo.commandIn(folder.getParent(), "feature", "create", ID));
        Path description = folder.resolve("feature.json");
        String text = Files.readString(description);
        assertThat(text).contains("1.0.0", "\"permissions\": []");
        Files.writeString(
                description,
                text.replace("1.0.0", version)
                        .replace(
                                "\"permissions\": []",
                                "\"permissions\": [], \"health\": {\"graceSeconds\": 1}"));
        ran(demo.command("feature", "pack", folder.toString()));
        ran(demo.command("feature", "sign", archive(version)));
    }

    private Path folder(String version) {
        return demo.folder().resolve(version).resolve(ID);
    }

    String archive(String version) {
        return folder(version).resolve(ID + "-" + version + ".feature.jar").toString();
    }

    static void ran(RunningDemo.Ended ended) {
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    /** What a host says of it; missing where it says nothing. */
    static JsonNode on(RunningDemo host, String token) throws Exception {
        String all = host.get(host.url() + "/api/v1/features", token).body();
        for (JsonNode one : JSON.readTree(all).path("items")) {
            if (one.path("id").asText().equals(ID)) {
                return one;
            }
        }
        return JSON.missingNode();
    }

    /** The version that is started on a host, or {@link #NOTHING}. */
    static String runs(RunningDemo host, String token) throws Exception {
        JsonNode feature = on(host, token);
        if (feature.isMissingNode() || feature.path("state").asText().equals("REMOVED")) {
            return NOTHING;
        }
        return feature.path("facts").path("started").asBoolean()
                ? feature.path("version").asText()
                : "none, though it says " + feature;
    }

    /** Whether nothing of it is on its way. */
    static boolean isSettled(RunningDemo host, String token) throws Exception {
        return !on(host, token).path("onItsWay").isObject();
    }

    /** Looks again and again, for a minute at the most. */
    static void await(Condition condition) throws Exception {
        for (int i = 0; !condition.holds(); i++) {
            assertThat(i).as("tries").isLessThan(TRIES);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    interface Condition {
        boolean holds() throws Exception;
    }
}
