// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.system.Gallery.NOTHING;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A whole host that ends as by {@code kill -9} at each step of an operation on a feature: the next
 * start reaches the old or the new state, never a mixture, and shows the truth. Run by {@code
 * ./lightweb soak}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashSoak {
    private static RunningDemo demo;
    private static Gallery gallery;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start();
        gallery = new Gallery(demo);
        gallery.pack("1.0.0");
        gallery.pack("2.0.0");
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({
        // operation, where the host ends, what runs afterwards
        "install,  written,      nothing",
        "install,  before-start, nothing",
        "install,  starting,     nothing",
        "install,  after-start,  nothing",
        "install,  after-gate,   nothing",
        "install,  after-passed, 1.0.0",
        "install,  after-switch, 1.0.0",
        "update,   written,      1.0.0",
        "update,   before-start, 1.0.0",
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
        assertThat(demo.command(words(operation)).code()).as("the host is gone").isNotZero();
        demo.awaitEnd();
        demo.startAgain();
        String token = token();
        Gallery.await(() -> Gallery.isSettled(demo, token));
        assertThat(Gallery.runs(demo, token)).isEqualTo(expected);
        assertThat(demo.command("feature", "history", Gallery.ID).output()).isNotEmpty();
        System.out.printf("crash %s at %s: %s runs%n", operation, place, expected);
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
        assertThat(ready).contains("Safe mode", "started gallery 1.0.0");
        String token = token();
        assertThat(Gallery.on(demo, token).path("state").asText()).isEqualTo("OFF");
        assertThat(demo.get(demo.url() + "/api/v1/islands", token).statusCode()).isEqualTo(200);
        Gallery.ran(demo.command("feature", "remove", Gallery.ID));
        assertThat(demo.terminate()).isZero();
        demo.startAgain();
        assertThat(demo.get(demo.metricsUrl() + "/readyz", "").body()).doesNotContain("Safe mode");
        System.out.println("crash three starts: safe mode, and gallery is named");
    }

    /** What stands before an operation. */
    private static void prepare(String operation) throws Exception {
        String token = token();
        if (!Gallery.on(demo, token).isMissingNode()) {
            Gallery.ran(demo.command("feature", "remove", Gallery.ID, "--purge"));
        }
        assertThat(Gallery.runs(demo, token)).isEqualTo(NOTHING);
        if (!operation.equals("install")) {
            Gallery.ran(demo.command(words("install")));
        }
        if (operation.equals("rollback")) {
            Gallery.ran(demo.command(words("update")));
        }
    }

    private static String[] words(String operation) {
        return switch (operation) {
            case "install" ->
                    new String[] {"feature", "install", gallery.archive("1.0.0"), "--yes"};
            case "update" -> new String[] {"feature", "install", gallery.archive("2.0.0"), "--yes"};
            case "rollback" -> new String[] {"feature", "rollback", Gallery.ID};
            case "remove" -> new String[] {"feature", "remove", Gallery.ID};
            case "purge" -> new String[] {"feature", "remove", Gallery.ID, "--purge"};
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private static String token() throws Exception {
        return demo.command("token", "ada").output();
    }
}
