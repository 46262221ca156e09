// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.identity.Authenticator;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.identity.rest.ZitadelClaims;
import org.tuttlenetwork.lightweb.identity.rest.ZitadelHook;
import org.tuttlenetwork.lightweb.identity.zitadel.EventReader;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who people are, what their tokens say, and what Zitadel tells by its webhook. */
class IdentityIT extends IdentityFixture {
    @Test
    void readsPeopleAndRolesAtTheStart() {
        room.reconcile();
        assertThat(directory.roles(ADA)).containsExactly(RoleKey.ADMINISTRATOR);
        assertThat(directory.person(ADA).orElseThrow().displayName()).isEqualTo("Ada Lindqvist");
        assertThat(new ZitadelHealth(room).health()).isEqualTo(Health.working());
    }

    @Test
    void findsPeopleWhomItHasNeverSeen() {
        assertThat(directory.person(MIA)).isEmpty();
        assertThat(directory.findById(MIA).orElseThrow().displayName()).isEqualTo("Mia Sørensen");
        assertThat(directory.person(MIA)).isPresent();
        assertThat(directory.findByLogin(Persona.MALIK.email()).orElseThrow().id())
                .isEqualTo(new UserId(Persona.MALIK.userId()));
        assertThat(directory.findById(new UserId("999"))).isEmpty();
        assertThat(directory.findByLogin("nobody@demo.tuttle.test")).isEmpty();
    }

    @Test
    void meetsWhoIsGrantedARoleInZitadelAndWasNeverSeen() {
        UserId malik = new UserId(Persona.MALIK.userId());
        kitchenWithMia();
        assertThat(directory.person(malik)).isEmpty();
        zitadel.console().grantRole(malik.value(), MEMBER.value());
        room.poll();
        // Long before the next full reading.
        eventually(() -> directory.roles(malik).contains(MEMBER));
    }

    @Test
    void authenticatesSomebodyItHasNeverSeenAndRefusesThemOnceLocked() {
        AccessTokens tokens = new AccessTokens(room, database.derived());
        assertThat(tokens.authenticate(zitadel.token(Persona.ADA)))
                .isEqualTo(
                        new Authenticator.Authenticated(
                                new Caller(ADA, Set.of(RoleKey.ADMINISTRATOR))));
        room.reconcile();
        zitadel.console().lock(Persona.ADA.userId());
        room.poll();
        assertThat(tokens.authenticate(zitadel.token(Persona.ADA)))
                .isEqualTo(
                        new Authenticator.Refused(
                                "The user of this token is locked or deactivated"));
        zitadel.console().unlock(Persona.ADA.userId());
        room.poll();
        eventually(
                () ->
                        tokens.authenticate(zitadel.token(Persona.ADA))
                                instanceof Authenticator.Authenticated);
    }

    @Test
    void tellsTheFeedOfALockThatIsLiftedAgainAtOnce() {
        room.reconcile();
        zitadel.console().lock(Persona.ADA.userId());
        zitadel.console().unlock(Persona.ADA.userId());
        room.poll();
        eventually(() -> directory.person(ADA).orElseThrow().active());
        assertThat(database.feed().after(0, Set.of(Directory.MEMBERSHIP_TOPIC), 1000))
                .extracting(FeedEntry::json)
                .contains("{\"user\": \"" + ADA.value() + "\", \"active\": false}");
    }

    @Test
    void takesSignedWebhooksOnceAndNoOthers() {
        room.reconcile();
        kitchenWithMia();
        ZitadelHook hook = new ZitadelHook(room);
        String body =
                "{\"aggregateID\":\""
                        + MIA.value()
                        + "\",\"sequence\":77,\"event_type\":\"user.locked\",\"created_at\":\""
                        + Instant.now()
                        + "\",\"event_payload\":null}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> hook.event("t=1,v1=00", bytes))
                .isInstanceOf(LightWebException.class);
        assertThatThrownBy(() -> hook.event(null, bytes)).isInstanceOf(LightWebException.class);
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        hook.event(signed(bytes), bytes);
        await(() -> directory.roles(MIA).isEmpty());
        // Nobody is locked in Zitadel: once the event is old and unconfirmed, a full reading heals.
        ageEvents();
        room.reconcile();
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
        room.apply(EventReader.fromWebhook(bytes).orElseThrow());
        assertThat(directory.roles(MIA)).containsExactly(MEMBER);
    }

    @Test
    void tellsZitadelTheGroupsOfWhoAsksForAToken() {
        room.reconcile();
        kitchenWithMia();
        ZitadelClaims target = new ZitadelClaims(room, directory);
        assertThat(claims(target, MIA)).containsExactly("zitadel:kitchen:member");
        assertThat(claims(target, ADA)).as("there, and empty: no role of an island").isEmpty();
        assertThat(claims(target, new UserId("999"))).as("nobody knows them").isEmpty();
        zitadel.console().lock(MIA.value());
        room.poll();
        assertThat(claims(target, MIA)).isEmpty();
        byte[] other = asking(MIA);
        assertThatThrownBy(() -> target.claims(signed(other), asking(ADA)))
                .isInstanceOf(LightWebException.class);
        byte[] nobody = "{}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> target.claims(signed(nobody), nobody))
                .hasMessageContaining("user.id");
    }

    private static List<String> claims(ZitadelClaims target, UserId user) {
        byte[] body = asking(user);
        List<ZitadelClaims.Claim> claims = target.claims(signed(body), body).appendClaims();
        assertThat(claims).extracting(ZitadelClaims.Claim::key).containsExactly("groups");
        return claims.getFirst().value();
    }

    private static byte[] asking(UserId user) {
        return ("{\"function\":\"function/preaccesstoken\",\"user\":{\"id\":\"" + user + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void showsAnOperationToItsActorOnly() {
        room.reconcile();
        UUID asked =
                ask(t -> intents.define(t, Map.of(MEMBER, "Member"), new Reason(MIA, "t", "r")));
        assertThat(operations.find(asked, new Caller(MIA, Set.of()))).isPresent();
        assertThat(operations.find(asked, new Caller(ADA, Set.of()))).isEmpty();
        assertThat(operations.find(asked, new Caller(ADA, Set.of(RoleKey.ADMINISTRATOR))))
                .isPresent();
    }

    private void ageEvents() {
        sql(
                "update users set state_at = state_at - interval '1 h' where state = 'LOCKED'",
                "update dirty set as_new_as = as_new_as - interval '1 h'");
    }

    private static String signed(byte[] body) {
        try {
            long time = Instant.now().getEpochSecond();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("hook-key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
