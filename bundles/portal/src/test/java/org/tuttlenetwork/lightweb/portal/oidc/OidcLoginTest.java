// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.persistence.testing.LaterClock;

import java.net.URI;

class OidcLoginTest {
    private static final URI BACK = URI.create("http://localhost:8080/login/callback");

    private static final String DOCUMENT = "/.well-known/openid-configuration";

    private final ZitadelStandIn zitadel = ZitadelStandIn.start(ZitadelOptions.defaults());
    private final LaterClock clock = new LaterClock();
    private final OidcLogin oidc = new OidcLogin(zitadel.issuer(), DemoIds.PORTAL_CLIENT, clock);

    @AfterEach
    void close() {
        oidc.close();
        zitadel.close();
    }

    @Test
    void asksTheIssuerOnceForManyLoginsAndAgainAfterAnHour() {
        for (int i = 0; i < 10; i++) {
            assertThat(begin().toString()).startsWith(zitadel.issuer());
        }
        assertThat(asked()).isLessThanOrEqualTo(1);
        clock.by = Discovery.KEPT;
        zitadel.faults().mode(Faults.Mode.NONSENSE);
        assertThatThrownBy(this::begin).isInstanceOf(LightWebException.class);
    }

    @Test
    void asksAgainWhereTheIssuerFailsForAMoment() {
        zitadel.faults().failNext(2, 503, DOCUMENT);
        assertThat(begin().toString()).startsWith(zitadel.issuer());
    }

    @Test
    void leavesAnIssuerThatFailsAloneForSomeSeconds() {
        zitadel.faults().failNext(3, 503, DOCUMENT);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(this::begin)
                    .isInstanceOf(LightWebException.class)
                    .hasMessageContaining("does not answer now");
        }
        assertThat(asked()).isLessThanOrEqualTo(3);
        clock.by = Discovery.KEPT_FAILURE.plusSeconds(1);
        assertThat(begin().toString()).startsWith(zitadel.issuer());
    }

    private URI begin() {
        return oidc.authorize("state", "nonce", "challenge", BACK);
    }

    /** The stand-in notes a call after its answer: the last one may be missing. */
    private long asked() {
        return zitadel.calls().stream().filter(call -> call.path().equals(DOCUMENT)).count();
    }
}
