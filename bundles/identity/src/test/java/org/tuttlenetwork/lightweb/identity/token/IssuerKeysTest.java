// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.identity.zitadel.Issuer;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelHttp;
import org.tuttlenetwork.lightweb.persistence.testing.LaterClock;

import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a hanging issuer does to those who bring tokens. */
class IssuerKeysTest {
    private static final int CALLERS = 6;
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    /** All tries of one attempt, with some room for a busy machine. */
    private static final Duration ONE_ATTEMPT = TIMEOUT.multipliedBy(6);

    private final ZitadelStandIn zitadel = ZitadelStandIn.start(ZitadelOptions.defaults());
    private final ZitadelHttp http = new ZitadelHttp(TIMEOUT);
    private final LaterClock clock = new LaterClock();
    private final IssuerKeys keys = new IssuerKeys(http, new Issuer(http, zitadel.issuer()), clock);

    @AfterEach
    void close() {
        zitadel.faults().clear();
        http.close();
        zitadel.close();
    }

    @Test
    void delaysOneCallerAtMostWhereTheKeyIsKnown() throws Exception {
        String id = keyId();
        assertThat(keys.find(id)).isPresent();
        clock.by = IssuerKeys.FRESH.plusSeconds(1);
        zitadel.faults().delay(TIMEOUT.multipliedBy(2));
        List<Asked> asked = ask(id);
        assertThat(asked).allMatch(Asked::found);
        assertThat(asked).filteredOn(one -> one.took.compareTo(TIMEOUT) > 0).hasSizeLessThan(2);
    }

    @Test
    void letsNobodyWaitForTheAttemptsOfOthersOneAfterAnother() throws Exception {
        zitadel.faults().delay(TIMEOUT.multipliedBy(2));
        assertThat(ask("any")).allMatch(one -> !one.found && one.took.compareTo(ONE_ATTEMPT) < 0);
    }

    @Test
    void letsNobodyWaitForTheAttemptsOfOthersWhereAKeyIsUnknown() throws Exception {
        assertThat(keys.find(keyId())).isPresent();
        clock.by = IssuerKeys.FRESH.plusSeconds(1);
        zitadel.faults().delay(TIMEOUT.multipliedBy(2));
        assertThat(ask("other")).allMatch(one -> !one.found && one.took.compareTo(ONE_ATTEMPT) < 0);
    }

    private String keyId() throws ParseException {
        return SignedJWT.parse(zitadel.token(Persona.MIA)).getHeader().getKeyID();
    }

    private record Asked(boolean found, Duration took) {}

    /** Several at the same time. */
    private List<Asked> ask(String id) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Asked>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(threads.submit(() -> one(id)));
            }
            List<Asked> asked = new ArrayList<>();
            for (Future<Asked> one : running) {
                asked.add(one.get());
            }
            return asked;
        }
    }

    private Asked one(String id) {
        long start = System.nanoTime();
        boolean found;
        try {
            found = keys.find(id).isPresent();
        } catch (ZitadelException e) {
            found = false;
        }
        return new Asked(found, Duration.ofNanos(System.nanoTime() - start));
    }
}
