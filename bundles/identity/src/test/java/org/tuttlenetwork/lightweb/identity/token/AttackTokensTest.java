// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Clients;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.OddToken;
import org.tuttlenetwork.lightweb.identity.zitadel.Issuer;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelHttp;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class AttackTokensTest {
    private final ZitadelStandIn zitadel = ZitadelStandIn.start(ZitadelOptions.defaults());
    private final ZitadelHttp http = new ZitadelHttp(Duration.ofSeconds(5));
    private final Clock clock = Clock.systemUTC();
    private Issuer issuer;
    private JwtVerifier verifier;

    @BeforeEach
    void verifier() {
        issuer = new Issuer(http, zitadel.issuer());
        verifier =
                new JwtVerifier(
                        new IssuerKeys(http, issuer, clock),
                        zitadel.issuer(),
                        Set.of(DemoIds.PROJECT),
                        clock);
    }

    @AfterEach
    void close() {
        assertThat(zitadel.unexpectedCalls()).isEmpty();
        http.close();
        zitadel.close();
    }

    @Test
    void acceptsAGoodToken() {
        assertThat(verifier.verify(zitadel.token(Persona.MIA)))
                .isEqualTo(new Verdict.Good(new UserId(Persona.MIA.userId())));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"AUDIENCE_TEXT", "ROLES_EMPTY", "ROLES_LIST", "ROLES_OF_OTHER_ORGANIZATION"})
    void takesOddButGoodTokensForWhoTheyAre(OddToken kind) {
        assertThat(verifier.verify(zitadel.oddToken(Persona.MIA, kind)))
                .isEqualTo(new Verdict.Good(new UserId(Persona.MIA.userId())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EXPIRED              | The token has expired
                    NOT_YET_VALID        | The token is not valid yet
                    WRONG_AUDIENCE       | The token is for another audience
                    OTHER_ISSUER         | The token is of another issuer
                    ALG_NONE             | The token is not a signed JWT
                    HMAC_WITH_PUBLIC_KEY | The token's algorithm is not allowed
                    EMBEDDED_JWK         | The token's header brings a key of its own, which never counts
                    KEY_URL              | The token's header brings a key of its own, which never counts
                    WRONG_SIGNATURE      | The token's signature is wrong
                    UNKNOWN_KEY          | The token is signed with a key that the issuer does not have
                    ALTERED              | The token's signature is wrong
                    CRITICAL_HEADER      | The token's header demands an extension that is not known
                    ID_TOKEN             | This is an ID token, not an access token
                    NO_EXPIRY            | The token lacks exp, nbf or iat
                    NO_ID                | The token has no jti, so it is no access token
                    """)
    void refusesAttacksAndSaysWhy(OddToken kind, String why) {
        assertThat(verifier.verify(zitadel.oddToken(Persona.MIA, kind)))
                .isEqualTo(new Verdict.Bad(why));
    }

    @Test
    void followsARotatedKeyAndThenRefusesTheOldOne() {
        String before = zitadel.token(Persona.MIA);
        assertThat(verifier.verify(before)).isInstanceOf(Verdict.Good.class);
        zitadel.rotateKey("ES256", true);
        JwtVerifier later = laterBy(Duration.ofSeconds(30));
        assertThat(later.verify(zitadel.token(Persona.MIA))).isInstanceOf(Verdict.Good.class);
        assertThat(later.verify(before)).isInstanceOf(Verdict.Bad.class);
    }

    @Test
    void fetchesKeysOnceForManyUnknownKeyIds() {
        // Made first: making keys may take longer than the pause between fetches.
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tokens.add(zitadel.oddToken(Persona.MIA, OddToken.UNKNOWN_KEY));
        }
        assertThat(verifier.verify(zitadel.token(Persona.MIA))).isInstanceOf(Verdict.Good.class);
        assertThat(tokens).allMatch(token -> verifier.verify(token) instanceof Verdict.Bad);
        assertThat(callsOf("/oauth/v2/keys")).isLessThanOrEqualTo(1);
    }

    @Test
    void introspectsOpaqueTokens() {
        Introspection introspection = introspection();
        assertThat(introspection.verify(zitadel.opaqueToken(Persona.MALIK)))
                .isEqualTo(new Verdict.Good(new UserId(Persona.MALIK.userId())));
        assertThat(introspection.verify(zitadel.oddToken(Persona.MIA, OddToken.UNKNOWN_OPAQUE)))
                .isEqualTo(new Verdict.Bad("The token is not active"));
    }

    @Test
    void remembersAnAnswerForSomeSeconds() {
        Introspection introspection = introspection();
        String token = zitadel.opaqueToken(Persona.MALIK);
        introspection.verify(token);
        introspection.verify(token);
        assertThat(introspection.verify(token)).isInstanceOf(Verdict.Good.class);
        assertThat(callsOf("/oauth/v2/introspect")).isLessThanOrEqualTo(1);
    }

    /** The stand-in notes a call after its answer: the last one may be missing. */
    private long callsOf(String path) {
        return zitadel.calls().stream().filter(call -> call.path().equals(path)).count();
    }

    private Introspection introspection() {
        return new Introspection(
                http,
                issuer,
                DemoIds.API_CLIENT,
                Clients.API_SECRET,
                Set.of(DemoIds.PROJECT),
                clock);
    }

    private JwtVerifier laterBy(Duration time) {
        Clock later = Clock.offset(Clock.systemUTC(), time);
        return new JwtVerifier(
                new IssuerKeys(http, issuer, later),
                zitadel.issuer(),
                Set.of(DemoIds.PROJECT),
                later);
    }
}
