// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.framework.Load.Kind;
import org.tuttlenetwork.lightweb.framework.Load.Sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Updates under load: nobody notices but those who listen, and they are told when to come back. */
@ExtendWith(RunningProduct.class)
class UpdateSwapIT {
    private static final int WARM_UP_SECONDS = 2;
    private static final int UPDATES = Soak.times(10, 100);

    /** When an update was asked for, and when it was live. */
    private record Swap(long begin, long end) {
        boolean touches(Sample sample) {
            return sample.begin() < end && sample.end() > begin;
        }
    }

    @Test
    void dropsNoRequestAndMixesNoRevisions(Product product) throws Exception {
        Features features = new Features(product);
        features.install(GardenPack.of("1.0.0"));
        List<Swap> swaps = new ArrayList<>();
        Load load = new Load(product, product.token(Persona.OLIVIA));
        long begin;
        try {
            load.start();
            rest(WARM_UP_SECONDS);
            begin = System.nanoTime();
            rest(2);
            for (int i = 1; i <= UPDATES; i++) {
                long asked = System.nanoTime();
                features.install(GardenPack.of("1.0." + i));
                swaps.add(new Swap(asked, System.nanoTime()));
                TimeUnit.MILLISECONDS.sleep(200);
            }
            rest(2);
        } finally {
            load.stop();
            // Its stream ends now, and with it the last of the load.
            features.remove("garden");
            load.close();
            features.purge("garden");
        }
        print(since(begin, load.samples()), swaps, System.nanoTime() - begin);

        assertThat(load.failures()).as("requests that failed or were mixed").isEmpty();
        assertThat(load.samples().stream().map(Sample::kind)).contains(Kind.values());
        for (Kind kind : Kind.values()) {
            assertThat(load.samples())
                    .as("answers to %s during an update", kind)
                    .anyMatch(
                            sample ->
                                    sample.kind() == kind
                                            && swaps.stream().anyMatch(s -> s.touches(sample)));
        }
        assertThat(load.streamEnds())
                .as("ends of the stream, one for each revision that went")
                .hasSizeGreaterThanOrEqualTo(UPDATES + 1)
                .allMatch(end -> end.matches("retry: [0-9]+"));
    }

    private static List<Sample> since(long begin, List<Sample> samples) {
        return samples.stream().filter(sample -> sample.begin() >= begin).toList();
    }

    private static void rest(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    private static void print(List<Sample> samples, List<Swap> swaps, long nanos) {
        Figures.print(
                "swap %d updates, %.0f answers a second; update p50 %.0f ms, p99 %.0f ms",
                swaps.size(),
                samples.size() / (nanos / 1e9),
                Figures.percentile(50, swaps.stream().map(s -> s.end() - s.begin())),
                Figures.percentile(99, swaps.stream().map(s -> s.end() - s.begin())));
        for (Kind kind : Kind.values()) {
            Map<Boolean, List<Sample>> touched =
                    samples.stream()
                            .filter(s -> s.kind() == kind)
                            .collect(
                                    Collectors.partitioningBy(
                                            s -> swaps.stream().anyMatch(w -> w.touches(s))));
            List<Sample> inSwap = touched.getOrDefault(true, List.of());
            List<Sample> atRest = touched.getOrDefault(false, List.of());
            Figures.print(
                    "swap %-15s at rest p50 %.1f p99 %.1f ms (%d), in a swap p50 %.1f p99 %.1f ms"
                            + " (%d)",
                    kind,
                    Figures.percentile(50, nanos(atRest)),
                    Figures.percentile(99, nanos(atRest)),
                    atRest.size(),
                    Figures.percentile(50, nanos(inSwap)),
                    Figures.percentile(99, nanos(inSwap)),
                    inSwap.size());
        }
    }

    private static Stream<Long> nanos(List<Sample> samples) {
        return samples.stream().map(sample -> sample.end() - sample.begin());
    }
}
