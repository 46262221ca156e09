// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What tests of this room expect. */
final class Expect {
    private Expect() {}

    static void refused(ProblemType type, String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo(type);
                            if (type == ProblemType.INVALID) {
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly(field);
                            } else {
                                assertThat(e.detail()).contains(field);
                            }
                        });
    }

    static void until(java.util.function.BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come to that within 20 seconds");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
