// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class ZitadelClientTest {
    private static final UserId MIA = new UserId(Persona.MIA.userId());

    @TempDir Path folder;
    private final ZitadelHttp http = new ZitadelHttp(Duration.ofSeconds(5));
    private ZitadelStandIn zitadel;
    private ZitadelClient client;

    @BeforeEach
    void start() {
        Path key = folder.resolve("key.json");
        zitadel = ZitadelStandIn.start(ZitadelOptions.defaults().withKeyFile(key));
        Issuer issuer = new Issuer(http, zitadel.issuer());
        ServiceToken token =
                new ServiceToken(http, issuer, ServiceKey.read(key), Clock.systemUTC());
        client = new ZitadelClient(http, issuer, token, DemoIds.PROJECT, DemoIds.ORGANIZATION);
    }

    @AfterEach
    void stop() {
        assertThat(zitadel.unexpectedCalls()).isEmpty();
        http.close();
        zitadel.close();
    }

    @Test
    void makesChangesAndDeletesAGrant() {
        assertThat(client.addProjectRole("a", "A")).isPresent();
        assertThat(client.addProjectRole("a", "A")).isEmpty();
        client.addProjectRole("b", "B");
        var made = client.createAuthorization(MIA, List.of("a"));
        assertThatThrownBy(() -> client.createAuthorization(MIA, List.of("a")))
                .isInstanceOfSatisfying(
                        ZitadelException.class, e -> assertThat(e.isAlreadyExists()).isTrue());
        var changed = client.updateAuthorization(made.id(), List.of("b", "a"));
        assertThat(client.authorizationsOf(MIA).items())
                .containsExactly(
                        new Authorization(
                                made.id(),
                                MIA,
                                DemoIds.PROJECT,
                                DemoIds.ORGANIZATION,
                                true,
                                changed.at(),
                                Set.of("a", "b")));
        client.deleteAuthorization(made.id());
        client.deleteAuthorization(made.id());
        assertThat(client.authorizationsOf(MIA).items()).isEmpty();
        client.removeProjectRole("b");
        client.removeProjectRole("b");
        assertThat(client.projectRoles().items()).extracting(ProjectRole::key).doesNotContain("b");
    }

    @Test
    void tellsAnUnknownRoleByItsCode() {
        assertThatThrownBy(() -> client.createAuthorization(MIA, List.of("unknown")))
                .isInstanceOfSatisfying(
                        ZitadelException.class,
                        e -> {
                            assertThat(e.isFailedPrecondition()).isTrue();
                            assertThat(e.isTransient()).isFalse();
                        });
    }

    @Test
    void findsPeople() {
        assertThat(client.user(MIA).orElseThrow().displayName()).isEqualTo("Mia Sørensen");
        assertThat(client.user(new UserId("999"))).isEmpty();
        assertThat(client.usersByEmail(Persona.MIA.email()).items())
                .extracting(ZitadelUser::id)
                .containsExactly(MIA);
        assertThat(client.users(List.of(MIA, new UserId("999"))).items()).hasSize(1);
    }

    @Test
    void readsEventsInOrder() {
        Instant before = Instant.now().minusSeconds(1);
        client.addProjectRole("a", "A");
        var made = client.createAuthorization(MIA, List.of("a"));
        assertThat(client.eventsAfter(before).items())
                .filteredOn(event -> event.aggregateId().equals(made.id()))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.type()).isEqualTo("user.grant.added");
                            assertThat(event.at()).isEqualTo(made.at());
                            assertThat(event.userId()).isEqualTo(MIA.value());
                            assertThat(event.roleKeys()).containsExactly("a");
                        });
    }

    @Test
    void triesAgainWhatMayBeRepeated() {
        client.projectRoles();
        zitadel.faults().failNext(2, 503, "/zitadel.project");
        assertThat(client.projectRoles().complete()).isTrue();
        zitadel.faults().failNext(3, 503, "/zitadel.project");
        assertThatThrownBy(client::projectRoles)
                .isInstanceOfSatisfying(
                        ZitadelException.class, e -> assertThat(e.status()).isEqualTo(503));
    }

    @Test
    void getsANewTokenOnceAfterA401() {
        client.projectRoles();
        zitadel.faults().failNext(1, 401, "/zitadel.project");
        assertThat(client.projectRoles().complete()).isTrue();
    }

    @Test
    void doesNotBelieveNonsense() {
        client.projectRoles();
        zitadel.faults().mode(Faults.Mode.NONSENSE);
        assertThatThrownBy(client::projectRoles)
                .isInstanceOf(ZitadelException.class)
                .hasMessageContaining("not JSON");
    }
}
