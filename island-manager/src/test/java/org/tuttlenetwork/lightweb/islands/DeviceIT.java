// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.devices.AbandonedDevices;
import org.tuttlenetwork.lightweb.islands.devices.DeviceEnd;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Linked;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Shown;
import org.tuttlenetwork.lightweb.islands.devices.DeviceWish;
import org.tuttlenetwork.lightweb.islands.devices.KeyExchange;
import org.tuttlenetwork.lightweb.islands.invite.SecretHashes;
import org.tuttlenetwork.lightweb.islands.rules.NamesService;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Devices that come without a login. */
class DeviceIT extends InvitationFixture {
    private DeviceService devices;
    private KeyExchange exchange;
    private NamesService names;

    @Override
    @BeforeEach
    void start() throws Exception {
        super.start();
        SecretHashes hashes = new SecretHashes(MasterKey.of(new byte[32]));
        devices = new DeviceService(database, identity, mesh, service, writer, hashes, SETTINGS);
        exchange = new KeyExchange(database, identity, mesh, writer, hashes, postgres.brake());
        names = new NamesService(database, service, writer, SETTINGS);
        in("mia", MemberRole.MEMBER);
    }

    private DeviceWish wish(String name) {
        return new DeviceWish(name, clock.instant().plus(Duration.ofDays(30)), Duration.ofHours(1));
    }

    private Linked bring(Caller who) {
        return devices.add(who, "kitchen", wish("television"), "r");
    }

    private List<KeyedDevice> declared() {
        return mesh.fragment(island).devices();
    }

    @Test
    void hasAPlaceAndALinkThatIsExchangedOnce() {
        Linked linked = bring(MIA);
        assertThat(linked.toString()).doesNotContain(linked.secret());
        assertThat(declared())
                .containsExactly(
                        new KeyedDevice(
                                linked.device().key(), "island kitchen device", Set.of("members")));
        KeyExchange.Welcome welcome = exchange.look(linked.secret());
        assertThat(welcome.sponsor()).isNotEmpty();
        assertThat(exchange.look(linked.secret())).isEqualTo(welcome);
        assertThat(exchange.exchange(linked.secret(), "r").key()).isEqualTo("key-1");
        refused(ProblemType.GONE, () -> exchange.exchange(linked.secret(), "r"));
        refused(ProblemType.GONE, () -> exchange.look(linked.secret()));
    }

    @Test
    void givesOneKeyToWhoComesAtOnce() throws Exception {
        Linked linked = bring(MIA);
        List<Throwable> failures =
                concurrently(
                        IntStream.range(0, 6)
                                .<Callable<?>>mapToObj(
                                        _ -> () -> exchange.exchange(linked.secret(), "r"))
                                .toList());
        assertThat(failures).hasSize(5).allMatch(LightWebException.class::isInstance);
        assertThat(mesh.keys).hasValue(1);
    }

    @Test
    void canBeTriedAgainWhereNothingCameOfIt() {
        Linked linked = bring(MIA);
        mesh.ready = false;
        refused(ProblemType.UNAVAILABLE, () -> exchange.exchange(linked.secret(), "r"));
        mesh.ready = true;
        assertThat(exchange.exchange(linked.secret(), "r").key()).isEqualTo("key-1");
    }

    @Test
    void knowsNoLinkThatIsNone() {
        refused(ProblemType.NOT_FOUND, () -> exchange.look("lwd_nothing"));
        refused(ProblemType.NOT_FOUND, () -> exchange.look(issued(link(1, false))));
        refused(
                ProblemType.NOT_FOUND,
                () -> joining.preview(Optional.of(MIA), bring(MIA).secret()));
    }

    @Test
    void endsALinkWhenItsTimeIsOver() {
        Linked linked = bring(MIA);
        clock.by = Duration.ofMinutes(61);
        refused(ProblemType.GONE, () -> exchange.exchange(linked.secret(), "r"));
        Linked another =
                devices.relink(MIA, "kitchen", linked.device().id(), Duration.ofHours(1), "r");
        assertThat(exchange.exchange(another.secret(), "r").key()).isEqualTo("key-1");
    }

    @Test
    void makesNoLinkForAnotherNorForWhatHasCome() {
        Linked linked = bring(MIA);
        UUID id = linked.device().id();
        Duration hour = Duration.ofHours(1);
        refused(ProblemType.NOT_FOUND, () -> devices.relink(OLIVIA, "kitchen", id, hour, "r"));
        refused(
                ProblemType.INVALID,
                () -> devices.relink(MIA, "kitchen", id, Duration.ofDays(8), "r"));
        come(linked);
        refused(ProblemType.CONFLICT, () -> devices.relink(MIA, "kitchen", id, hour, "r"));
    }

    private void come(Linked linked) {
        mesh.there.put(linked.device().key(), new MeshDevice("p1", "television", "", "", true));
    }

    @Test
    void leavesWithItsSponsor() {
        bring(MIA);
        bring(OLIVIA);
        members.remove(OLIVIA, "kitchen", FakeIdentity.user("mia"), "r");
        assertThat(declared()).hasSize(1);
        assertThat(devices.list(OLIVIA, "kitchen"))
                .extracting(shown -> shown.device().sponsor())
                .containsExactly(OLIVIA.user());
    }

    @Test
    void reachesNothingWhileItsSponsorIsOut() {
        Linked linked = bring(MIA);
        identity.takeAway("mia");
        service.membershipChanged(MIA.user());
        assertThat(declared())
                .singleElement()
                .satisfies(device -> assertThat(device.joins()).isEmpty());
        refused(ProblemType.GONE, () -> exchange.exchange(linked.secret(), "r"));
    }

    @Test
    void leavesWhenItsTimeIsOver() {
        Linked linked = bring(MIA);
        new DeviceEnd(devices).run(linked.device().id().toString(), "{}");
        assertThat(declared()).as("not yet").hasSize(1);
        clock.by = Duration.ofDays(31);
        new DeviceEnd(devices).run(linked.device().id().toString(), "{}");
        assertThat(declared()).isEmpty();
    }

    @Test
    void isSentAwayByItsSponsorAndByWhoManagesThem() {
        in("malik", MemberRole.MEMBER);
        Linked first = bring(MIA);
        UUID id = first.device().id();
        refused(ProblemType.FORBIDDEN, () -> devices.remove(caller("malik"), "kitchen", id, "r"));
        devices.remove(OLIVIA, "kitchen", id, "r");
        assertThat(declared()).isEmpty();
        refused(ProblemType.GONE, ProblemType.NOT_FOUND, () -> exchange.look(first.secret()));
        Linked second = bring(MIA);
        devices.remove(MIA, "kitchen", second.device().id(), "r");
        refused(
                ProblemType.NOT_FOUND,
                () -> devices.remove(MIA, "kitchen", second.device().id(), "r"));
    }

    private static void refused(ProblemType either, ProblemType or, ThrowingCallable call) {
        assertThat(catchThrowableOfType(LightWebException.class, call).type()).isIn(either, or);
    }

    @Test
    void showsEachMemberTheirOwnAndWhoManagesAll() {
        bring(MIA);
        bring(OLIVIA);
        assertThat(devices.list(MIA, "kitchen")).hasSize(1);
        assertThat(devices.list(OLIVIA, "kitchen"))
                .extracting(Shown::sponsor)
                .doesNotContain("")
                .hasSize(2);
        refused(ProblemType.NOT_FOUND, () -> devices.list(OMAR, "kitchen"));
        refused(ProblemType.NOT_FOUND, () -> devices.list(ADA, "kitchen"));
    }

    @Test
    void makesNoNewLinkOnceAKeyWasShown() {
        Linked linked = bring(MIA);
        exchange.exchange(linked.secret(), "r");
        refused(
                ProblemType.CONFLICT,
                "device-keyed",
                () ->
                        devices.relink(
                                MIA, "kitchen", linked.device().id(), Duration.ofHours(1), "r"));
    }

    @Test
    void leavesWithASponsorWhoIsMadeAGuest() {
        bring(MIA);
        members.change(OLIVIA, "kitchen", MIA.user(), MemberRole.GUEST, "r");
        assertThat(declared()).isEmpty();
    }

    @Test
    void endsWhereTheSponsorsRoleWentInZitadel() {
        bring(MIA);
        bring(OLIVIA);
        new AbandonedDevices(devices).run();
        assertThat(declared()).hasSize(2);
        identity.takeAway("mia");
        service.membershipChanged(MIA.user());
        new AbandonedDevices(devices).run();
        assertThat(declared()).hasSize(1);
    }

    @Test
    void isNotForGuestsAndHasALimit() {
        in("malik", MemberRole.GUEST);
        refused(ProblemType.FORBIDDEN, () -> bring(caller("malik")));
        for (int i = 0; i < 3; i++) {
            bring(MIA);
        }
        refused(ProblemType.CONFLICT, () -> bring(MIA));
    }

    @Test
    void takesNoNameThatCannotBeSeen() {
        for (String name : List.of("\u3164", "\u202etv", "\ud83c")) {
            refused(ProblemType.INVALID, () -> devices.add(MIA, "kitchen", wish(name), "r"));
        }
    }

    @Test
    void namesEachFieldThatIsWrong() {
        DeviceWish wrong =
                new DeviceWish(
                        " ", clock.instant().plus(Duration.ofDays(400)), Duration.ofMinutes(9));
        LightWebException refused =
                catchThrowableOfType(
                        LightWebException.class, () -> devices.add(MIA, "kitchen", wrong, "r"));
        assertThat(refused.fields())
                .extracting(field -> field.field())
                .containsExactly("name", "endsAt", "linkMinutes");
        assertThat(declared()).isEmpty();
    }

    @Test
    void goesWithItsIsland() {
        bring(MIA);
        service.dissolve(OLIVIA, "kitchen", "r");
        assertThat(rows("select id::text from device")).isEmpty();
        assertThat(rows("select island_id::text from island_names")).isEmpty();
    }

    private List<String> rows(String sql) {
        return database.read(tx -> Sql.query(tx, row -> row.getString(1), sql));
    }

    @Test
    void hasAZoneWhoseDevicesItsOwnerNames() {
        assertThat(mesh.fragment(island).zones())
                .singleElement()
                .satisfies(
                        zone -> {
                            assertThat(zone.domain()).isEqualTo("kitchen.islands.tuttle.internal");
                            assertThat(zone.namesDevices()).isFalse();
                        });
        refused(ProblemType.FORBIDDEN, () -> names.nameDevices(MIA, "kitchen", true, "r"));
        names.nameDevices(OLIVIA, "kitchen", true, "r");
        assertThat(mesh.fragment(island).zones().getFirst().namesDevices()).isTrue();
        assertThat(names.names(MIA, "kitchen"))
                .isEqualTo(new IslandNames("kitchen.islands.tuttle.internal", true));
    }

    @Test
    void declaresAnewWhereTheDomainIsAnother() {
        database.write(tx -> Sql.update(tx, "update island_names set domain = 'old.example'"));
        alignment().run();
        assertThat(rows("select domain from island_names"))
                .containsExactly("islands.tuttle.internal");
    }
}
