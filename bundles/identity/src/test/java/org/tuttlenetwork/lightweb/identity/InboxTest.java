// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

class InboxTest {
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final Semaphore goOn = new Semaphore(0);
    private final Inbox inbox =
            new Inbox(this::takesAway, this::apply, () -> begun.add("read everything"));

    private boolean takesAway(ZitadelEvent event) {
        if (event.type().isEmpty()) {
            throw new IllegalStateException("as the test wants");
        }
        return event.type().equals("user.grant.removed");
    }

    private void apply(ZitadelEvent event) {
        begun.add(event.aggregateId());
        goOn.acquireUninterruptibly();
        if (event.aggregateId().equals("broken")) {
            throw new IllegalStateException("as the test wants");
        }
    }

    @AfterEach
    void close() {
        goOn.release(100);
        inbox.close();
    }

    private void told(String type, String grant) {
        inbox.add(new ZitadelEvent(type, grant, 1, Instant.EPOCH, null, null, null, null));
    }

    private String next() throws InterruptedException {
        String next = begun.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("an event that is applied").isNotNull();
        return next;
    }

    @Test
    void appliesWhatTakesAwayBeforeWhatWaits() throws Exception {
        told("user.grant.added", "first");
        assertThat(next()).isEqualTo("first");
        told("user.grant.added", "second");
        told("user.grant.added", "third");
        told("user.grant.removed", "removal");
        goOn.release(4);
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rest.add(next());
        }
        assertThat(rest).containsExactly("removal", "second", "third");
    }

    @Test
    void goesOnAfterOneThatFails() throws Exception {
        goOn.release(2);
        told("user.grant.added", "broken");
        told("user.grant.added", "sound");
        assertThat(next()).isEqualTo("broken");
        assertThat(next()).isEqualTo("read everything");
        assertThat(next()).isEqualTo("sound");
    }

    @Test
    void takesWhatItCannotTellForOneThatTakesAway() throws Exception {
        told("user.grant.added", "first");
        assertThat(next()).isEqualTo("first");
        told("user.grant.added", "second");
        told("", "unknown");
        goOn.release(2);
        assertThat(next()).isEqualTo("unknown");
    }

    @Test
    void takesNoMoreThanItCanKeep() throws Exception {
        told("user.grant.added", "first");
        next();
        for (int i = 0; i < 10_000; i++) {
            told("user.grant.added", "g");
        }
        assertThatThrownBy(() -> told("user.grant.added", "last"))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }
}
