// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Many starts, each ended by {@code kill -9} in the middle of writes: the host comes up by itself
 * every time, and has every write that was acknowledged. Run by {@code ./lightweb soak}.
 */
class StartSoak {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = Integer.getInteger("lightweb.soak.starts", 50);
    private static final long SEED = Long.getLong("lightweb.soak.seed", 20261127L);

    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private int written;

    @Test
    void comesUpByItselfAndKeepsWhatItAcknowledged() throws Exception {
        Random random = new Random(SEED);
        try (RunningDemo demo = RunningDemo.start()) {
            for (int round = 1; round <= ROUNDS; round++) {
                String token = demo.command("token", "ada").output();
                Thread writer = Thread.ofPlatform().start(() -> write(demo, token));
                TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(1500));
                demo.killHost();
                writer.join();
                long began = System.nanoTime();
                demo.startAgain();
                System.out.printf(
                        "start %d of %d: ready after %d ms, %d writes acknowledged so far%n",
                        round,
                        ROUNDS,
                        (System.nanoTime() - began) / 1_000_000,
                        acknowledged.size());
                assertThat(islands(demo)).containsAll(acknowledged);
            }
        }
        assertThat(acknowledged).as("what was written").isNotEmpty();
    }

    /** Until the host is gone. */
    private void write(RunningDemo demo, String token) {
        try {
            while (true) {
                String slug = "soak-" + ++written;
                String island = "{\"slug\": \"%s\", \"name\": \"%s\"}".formatted(slug, slug);
                if (demo.post(demo.url() + "/api/v1/islands", island, token).statusCode() < 300) {
                    acknowledged.add(slug);
                }
            }
        } catch (IOException e) {
            // The host is gone: what was not answered was not acknowledged.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> islands(RunningDemo demo) throws Exception {
        String token = demo.command("token", "ada").output();
        Set<String> slugs = new HashSet<>();
        String after = "";
        do {
            JsonNode page =
                    JSON.readTree(
                            demo.get(demo.url() + "/api/v1/islands?limit=200&after=" + after, token)
                                    .body());
            page.path("items").forEach(island -> slugs.add(island.path("slug").asText()));
            after = page.path("next").asText("");
        } while (!after.isEmpty() && !after.equals("null"));
        return slugs;
    }
}
