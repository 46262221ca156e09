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

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two whole hosts on one PostgreSQL, each a process of its own, come to the same features. Run by
 * {@code ./lightweb soak}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoHostsSoak {
    private static RunningDemo first;
    private static RunningDemo second;
    private static Gallery gallery;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        first = RunningDemo.start();
        second = RunningDemo.beside(first);
        gallery = new Gallery(first);
        for (int version = 1; version <= 5; version++) {
            gallery.pack(version + ".0.0");
        }
        token = first.command("token", "ada").output();
    }

    @AfterAll
    static void stop() {
        if (second != null) {
            second.close();
        }
        if (first != null) {
            first.close();
        }
    }

    private static RunningDemo.Ended install(RunningDemo host, String version) throws Exception {
        return host.command("feature", "install", gallery.archive(version), "--yes");
    }

    private static void awaitOnBoth(String version) throws Exception {
        Gallery.await(
                () ->
                        Gallery.isSettled(first, token)
                                && Gallery.isSettled(second, token)
                                && Gallery.runs(first, token).equals(version)
                                && Gallery.runs(second, token).equals(version));
    }

    @Test
    @Order(1)
    void whatIsInstalledOnOneRunsOnTheOther() throws Exception {
        Gallery.ran(install(first, "1.0.0"));
        awaitOnBoth("1.0.0");
        Gallery.ran(install(second, "2.0.0"));
        awaitOnBoth("2.0.0");
        System.out.println("hosts: an update by either is live on both");
    }

    @Test
    @Order(2)
    void twoAdministratorsAtOnceGetAnOrderOrAConflict() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Callable<RunningDemo.Ended>> asked =
                    List.of(() -> install(first, "3.0.0"), () -> install(second, "4.0.0"));
            List<RunningDemo.Ended> ended =
                    both.invokeAll(asked).stream().map(Future::resultNow).toList();
            assertThat(ended).anyMatch(one -> one.code() == 0);
            assertThat(ended)
                    .filteredOn(one -> one.code() != 0)
                    .allSatisfy(
                            one ->
                                    assertThat(one.output())
                                            .containsAnyOf("on its way", "same time", "downgrade"));
        }
        Gallery.await(() -> Gallery.isSettled(first, token) && Gallery.isSettled(second, token));
        String agreed = Gallery.runs(first, token);
        assertThat(agreed).isIn("3.0.0", "4.0.0");
        awaitOnBoth(agreed);
        System.out.println("hosts: two at once, " + agreed + " runs on both");
    }

    @Test
    @Order(3)
    void oneThatWasDownComesBackToWhatTheOthersRun() throws Exception {
        second.killHost();
        Gallery.ran(install(first, "5.0.0"));
        Gallery.await(() -> Gallery.isSettled(first, token));
        second.startAgain();
        awaitOnBoth("5.0.0");
        second.killHost();
        Gallery.ran(first.command("feature", "remove", Gallery.ID));
        second.startAgain();
        awaitOnBoth(NOTHING);
        System.out.println("hosts: one that was down agrees when it is back");
    }
}
