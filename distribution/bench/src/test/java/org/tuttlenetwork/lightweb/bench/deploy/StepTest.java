// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.bench.load.Connection.Answer;

class StepTest {
    private static final Answer OLD = new Answer(200, "{\"revision\":\"1.0.0\"}");
    private static final Answer NEW = new Answer(200, "{\"revision\":\"1.0.1\"}");
    private static final Answer NONE = new Answer(404, "");
    private static final Answer BUSY = new Answer(503, "{\"revision\":\"1.0.1\"}");

    @Test
    void liveIsTheFirstAnswerByTheNewVersion() {
        Step step = step(Operation.UPDATE, "1.0.1");
        assertThat(step.isSeen(NEW)).isTrue();
        assertThat(step.isSeen(OLD)).isFalse();
        assertThat(step.isSeen(NONE)).isFalse();
        assertThat(step.isSeen(BUSY)).isFalse();
    }

    @Test
    void removedIsTheFirstThatIsNotFound() {
        Step step = step(Operation.REMOVE, "");
        assertThat(step.isSeen(NONE)).isTrue();
        assertThat(step.isSeen(OLD)).isFalse();
        assertThat(step.isSeen(BUSY)).isFalse();
    }

    private static Step step(Operation operation, String version) {
        return new Step(operation, version, () -> () -> {});
    }
}
