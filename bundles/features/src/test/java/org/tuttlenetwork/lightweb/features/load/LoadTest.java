// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

class LoadTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String DIGGING = "org.garden.Spade.dig(Spade.java:7)";
    private static final List<String> IN_GARDEN =
            List.of(
                    "java.base@25/java.lang.Math.max(Math.java:1)",
                    DIGGING,
                    "org.host.Main.main(x)");
    private static final List<String> IN_HOST = List.of("org.host.Main.main(Main.java:1)");
    private static final Code CODE =
            name -> name.startsWith("org.garden.") ? Optional.of("garden") : Optional.empty();

    private double fair = 1;
    private final List<ThreadView> platform = new ArrayList<>();
    private final List<ThreadView> carried = new ArrayList<>();
    private final Load load =
            new Load(
                    new Threads() {
                        @Override
                        public List<ThreadView> platform() {
                            return List.copyOf(platform);
                        }

                        @Override
                        public double fairShare() {
                            return fair;
                        }

                        @Override
                        public List<ThreadView> carriedBy(Set<Long> carriers) {
                            return carried.stream()
                                    .filter(thread -> carriers.contains(thread.id()))
                                    .toList();
                        }
                    },
                    CODE);

    @Test
    void namesWhoseCodeKeepsAProcessorBusyForThreeLooks() {
        List<Map<String, List<String>>> looks = new ArrayList<>();
        for (int second = 0; second <= 15; second += 5) {
            see(new ThreadView(1, "work garden/dig", Duration.ofSeconds(second), IN_GARDEN));
            looks.add(look(true));
        }
        assertThat(looks.subList(0, 3)).allMatch(Map::isEmpty);
        assertThat(looks.get(3).get("garden"))
                .containsExactly(
                        "It keeps a processor busy, in the thread work garden/dig at "
                                + DIGGING
                                + ".");
    }

    @Test
    void namesWhoseRequestDoesByTheCarrierOfItsVirtualThread() {
        carried.add(new ThreadView(9, "lightweb-people-4", Duration.ZERO, IN_GARDEN));
        Map<String, List<String>> last = Map.of();
        for (int second = 0; second <= 15; second += 5) {
            see(new ThreadView(9, "ForkJoinPool-1-worker-3", Duration.ofSeconds(second), IN_HOST));
            last = look(true);
        }
        assertThat(last.get("garden").getFirst()).contains("lightweb-people-4", DIGGING);
    }

    @Test
    void countsWhatAThreadCouldGetWhereManyWantTheProcessors() {
        fair = 0.25;
        Map<String, List<String>> last = Map.of();
        for (int second = 0; second <= 4; second++) {
            see(new ThreadView(1, "work garden/dig", Duration.ofSeconds(second), IN_GARDEN));
            last = look(true);
        }
        assertThat(last).containsKey("garden");
    }

    @Test
    void forgetsWhoWasBusyAndRests() {
        for (int second : new int[] {0, 5, 10, 11, 16, 21}) {
            see(new ThreadView(1, "dig", Duration.ofSeconds(second), IN_GARDEN));
            assertThat(look(true)).isEmpty();
        }
    }

    @Test
    void blamesNobodyForWhatTheHostDoes() {
        for (int second = 0; second <= 30; second += 5) {
            see(new ThreadView(1, "lightweb-mesh", Duration.ofSeconds(second), IN_HOST));
            assertThat(look(true)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"15, true, ''", "16, true, 16 threads of its own", "2, false, 2 threads of it are"})
    void countsThreadsThatAFeatureMade(int count, boolean runs, String expected) {
        List<ThreadView> its = new ArrayList<>();
        its.add(new ThreadView(999, "check-garden", Duration.ZERO, IN_GARDEN));
        for (int i = 0; i < count; i++) {
            its.add(new ThreadView(i, "spade-" + i, Duration.ZERO, IN_GARDEN));
        }
        see(its.toArray(ThreadView[]::new));
        String words = String.join("\n", look(runs).getOrDefault("garden", List.of()));
        assertThat(words).contains(expected);
        assertThat(words.isEmpty()).isEqualTo(expected.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "java.base@25.0.3/java.lang.Thread.run(Thread.java:1474), java.lang.Thread",
        "java.base/java.lang.Object.wait0(Native Method), java.lang.Object",
        "app//org.garden.Spade$1.dig(Spade.java:1), org.garden.Spade$1",
        "org.garden.Spade.<init>(Unknown Source), org.garden.Spade",
        "Main.main(Main.java:1), Main"
    })
    void readsTheClassOfAFrame(String frame, String expected) {
        assertThat(ThreadView.className(frame)).isEqualTo(expected);
    }

    @Test
    void seesTheVirtualThreadsOfThisJvm() throws InterruptedException {
        JvmThreads threads = new JvmThreads();
        CountDownLatch begun = new CountDownLatch(1);
        Thread burning = Thread.ofVirtual().name("burning").start(() -> burn(begun));
        try {
            // From then on it holds its carrier: nothing takes that from a virtual thread.
            begun.await();
            Set<Long> carriers =
                    threads.platform().stream()
                            .filter(thread -> thread.name().startsWith("ForkJoinPool"))
                            .map(ThreadView::id)
                            .collect(Collectors.toSet());
            assertThat(threads.carriedBy(carriers))
                    .filteredOn(thread -> thread.name().equals("burning"))
                    .singleElement()
                    .satisfies(
                            thread ->
                                    assertThat(thread.frames())
                                            .anyMatch(frame -> frame.contains("LoadTest.burn")));
        } finally {
            burning.interrupt();
            burning.join();
        }
    }

    private static void burn(CountDownLatch begun) {
        begun.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private void see(ThreadView... threads) {
        platform.clear();
        platform.addAll(List.of(threads));
    }

    private Map<String, List<String>> look(boolean runs) {
        return load.look(PAUSE, _ -> runs);
    }
}
