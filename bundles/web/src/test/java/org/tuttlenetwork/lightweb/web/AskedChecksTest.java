// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

class AskedChecksTest {
    private final AskedChecks asked = new AskedChecks();

    @AfterEach
    void close() {
        asked.close();
    }

    private static Contribution<HealthCheck> check(Supplier<Health> answer) {
        HealthCheck check =
                new HealthCheck() {
                    @Override
                    public String name() {
                        return "beds";
                    }

                    @Override
                    public Health health() {
                        return answer.get();
                    }
                };
        return new Contribution<>(check, new FeatureId("garden"), 7, 70);
    }

    @Test
    void aCheckAnswersOnAThreadThatBearsItsFeaturesName() {
        Queue<String> names = new ConcurrentLinkedQueue<>();

        var part =
                asked.part(
                        check(
                                () -> {
                                    names.add(Thread.currentThread().getName());
                                    return Health.working();
                                }));

        assertThat(part.name()).isEqualTo("beds");
        assertThat(part.health()).isEqualTo(Health.working());
        assertThat(names).containsExactly("health garden");
    }

    @Test
    void anErrorIsTheChecksOwn() {
        var part =
                asked.part(
                        check(
                                () -> {
                                    throw new OutOfMemoryError("The greenhouse is full");
                                }));

        assertThat(part.name()).isEqualTo("garden");
        assertThat(part.health().status()).isEqualTo(Health.Status.DOWN);
        assertThat(part.health().detail()).contains("The greenhouse is full");
    }

    @Test
    void aCheckThatHangsIsAskedOnceUntilItAnswers() {
        CountDownLatch end = new CountDownLatch(1);
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        var hanging =
                check(
                        () -> {
                            calls.add("call");
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return Health.working();
                        });

        assertThat(asked.part(hanging).health().detail()).contains("does not answer");
        assertThat(asked.part(hanging).health().status()).isEqualTo(Health.Status.DOWN);
        assertThat(calls).hasSize(1);
        end.countDown();

        assertThat(asked.part(hanging).health()).isEqualTo(Health.working());
    }
}
