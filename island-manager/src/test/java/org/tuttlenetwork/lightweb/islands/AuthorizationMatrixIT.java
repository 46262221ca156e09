// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService;
import org.tuttlenetwork.lightweb.islands.devices.DeviceWish;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService.Issued;
import org.tuttlenetwork.lightweb.islands.invite.Offers;
import org.tuttlenetwork.lightweb.islands.invite.SecretHashes;
import org.tuttlenetwork.lightweb.islands.rescue.RescueService;
import org.tuttlenetwork.lightweb.islands.rescue.Rescuing;
import org.tuttlenetwork.lightweb.islands.rest.Takeout;
import org.tuttlenetwork.lightweb.islands.rules.NamesService;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may do what: every operation of an island, by every role on it, by an owner of another
 * island, by somebody of none, by a member whose time is over, and by an administrator of the
 * network, who sees that islands are and not what is in them. What is refused changes nothing.
 */
class AuthorizationMatrixIT extends InvitationFixture {
    private static final String OK = "ok";

    private Map<String, Caller> callers;
    private IslandJournal journal;
    private Takeout takeout;
    private RescueService rescue;
    private UUID invitation;
    private UUID request;
    private DeviceService devices;
    private NamesService names;
    private UUID device;

    // ok: allowed. 403: FORBIDDEN. 404: NOT_FOUND.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // operation,        owner, admin, moder, membr, guest, other, none, over, network
        "see the island,       ok,    ok,    ok,    ok,    ok,   404,  404,  404,  ok",
        "list members,         ok,    ok,    ok,    ok,    ok,   404,  404,  404, 404",
        "add a guest,          ok,    ok,    ok,   403,   403,   404,  404,  404, 403",
        "add a member,         ok,    ok,    ok,   403,   403,   404,  404,  404, 403",
        "add a moderator,      ok,    ok,   403,   403,   403,   404,  404,  404, 403",
        "add an admin,         ok,   403,   403,   403,   403,   404,  404,  404, 403",
        "add an owner,         ok,   403,   403,   403,   403,   404,  404,  404, 403",
        "change a guest,       ok,    ok,    ok,   403,   403,   404,  404,  404, 403",
        "raise to moderator,   ok,    ok,   403,   403,   403,   404,  404,  404, 403",
        "set an end date,      ok,    ok,    ok,   403,   403,   404,  404,  404, 403",
        "remove a guest,       ok,    ok,    ok,   403,   403,   404,  404,  404, 403",
        "remove the owner,    409,   403,   403,   403,   403,   404,  404,  404, 403",
        "invite a guest,       ok,    ok,    ok,   403,   403,   404,  404,  404, 404",
        "invite an admin,      ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "list invitations,     ok,    ok,    ok,   403,   403,   404,  404,  404, 404",
        "take one back,        ok,    ok,    ok,   403,   403,   404,  404,  404, 404",
        "list requests,        ok,    ok,    ok,   403,   403,   404,  404,  404, 404",
        "approve,              ok,    ok,    ok,   403,   403,   404,  404,  404, 404",
        "refuse,               ok,    ok,    ok,   403,   403,   404,  404,  404, 404",
        "read the journal,     ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "export the journal,   ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "rename it,            ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "change its rules,     ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "agree to the rules,   ok,    ok,    ok,    ok,    ok,   404,  404,  404, 404",
        "take it along,        ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "take own data,        ok,    ok,    ok,    ok,    ok,   404,  404,  404, 404",
        "bring a device,       ok,    ok,    ok,    ok,   403,   404,  404,  404, 404",
        "list devices,         ok,    ok,    ok,    ok,    ok,   404,  404,  404, 404",
        "remove a device,      ok,    ok,    ok,   403,   403,   404,  404,  404, 404",
        "name devices,         ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "hand it over,         ok,   403,   403,   403,   403,   404,  404,  404, 404",
        "dissolve,             ok,   403,   403,   403,   403,   404,  404,  404, 403",
        "announce an owner,   403,   403,   403,   403,   403,   403,  403,  403,  ok",
        "list all islands,    403,   403,   403,   403,   403,   403,  403,  403,  ok"
    })
    void isAsTheTableSays(
            String operation,
            String owner,
            String admin,
            String moderator,
            String member,
            String guest,
            String other,
            String none,
            String over,
            String network)
            throws Exception {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("owner", owner);
        wanted.put("admin", admin);
        wanted.put("moderator", moderator);
        wanted.put("member", member);
        wanted.put("guest", guest);
        wanted.put("other", other);
        wanted.put("none", none);
        wanted.put("over", over);
        wanted.put("network", network);
        Map<String, String> found = new LinkedHashMap<>();
        world();
        for (String who : wanted.keySet()) {
            List<String> before = state();
            found.put(who, outcome(operation, callers.get(who), before));
            if (!state().equals(before)) {
                // Each caller meets the same world.
                clear();
                start();
                world();
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    /** The kitchen with one of each role, an invitation, and somebody who asks to be let in. */
    private void world() {
        identity.know("admin", "moderator", "member", "guest", "target", "bringer", "over", "new");
        for (MemberRole role : List.of(MemberRole.ADMIN, MemberRole.MODERATOR, MemberRole.MEMBER)) {
            in(role.key(), role);
        }
        in("guest", MemberRole.GUEST);
        in("target", MemberRole.GUEST);
        in("bringer", MemberRole.MEMBER);
        in("over", MemberRole.ADMIN);
        create(OMAR, new Slug("garden"));
        arrive("omar");
        journal = new IslandJournal(service, postgres.journal());
        rescue =
                new Rescuing(database, identity, service, writer, SETTINGS, postgres.brake())
                        .service();
        devices = devices();
        names = new NamesService(database, service, writer, SETTINGS);
        takeout =
                new Takeout(
                        service,
                        members,
                        invitations,
                        rules,
                        journal,
                        devices,
                        new Offers(id -> true));
        Issued issued = invitations.issue(OLIVIA, "kitchen", link(MemberRole.GUEST, 5, true), "r");
        invitation = issued.invitation().id();
        join(MIA, issued.secret().shown());
        request = waiting(OLIVIA).getFirst().request().id();
        device = devices.add(caller("bringer"), "kitchen", device(), "r").device().id();
        // Over without anything that ends it: the date alone must do.
        database.write(
                tx ->
                        Sql.update(
                                tx,
                                "update membership_note set until = ?, until_by = 'olivia' where"
                                        + " user_id = 'over'",
                                clock.instant().minus(Duration.ofSeconds(1))));
        callers =
                Map.of(
                        "owner", OLIVIA,
                        "admin", caller("admin"),
                        "moderator", caller("moderator"),
                        "member", caller("member"),
                        "guest", caller("guest"),
                        "other", OMAR,
                        "none", caller("malik"),
                        "over", caller("over"),
                        "network", ADA);
    }

    private String outcome(String operation, Caller who, List<String> before) {
        try {
            run(operation, who);
            return OK;
        } catch (LightWebException refused) {
            assertThat(state()).as("%s, refused to %s", operation, who).isEqualTo(before);
            return String.valueOf(refused.type().status());
        }
    }

    /** Everything that was asked of Zitadel and written down. */
    private List<String> state() {
        List<String> state = new ArrayList<>(identity.asked());
        state.addAll(
                database.read(
                        tx ->
                                Sql.query(
                                        tx,
                                        row -> row.getString(1),
                                        """
                                        select n::text from membership_note n union all
                                        select i::text from invitation i union all
                                        select r::text from join_request r union all
                                        select h::text from handover h union all
                                        select a::text from agreed_less a union all
                                        select s::text from rescue s union all
                                        select d::text from device d union all
                                        select m::text from island_names m union all
                                        select l::text from island l order by 1
                                        """)));
        return state;
    }

    private DeviceService devices() {
        SecretHashes hashes = new SecretHashes(MasterKey.of(new byte[32]));
        return new DeviceService(database, identity, mesh, service, writer, hashes, SETTINGS);
    }

    private DeviceWish device() {
        return new DeviceWish(
                "tv", clock.instant().plus(Duration.ofDays(1)), DeviceWish.USUAL_LINK);
    }

    private void run(String operation, Caller who) {
        switch (operation) {
            case "see the island" -> service.visible(who, "kitchen");
            case "list members" -> members.members(who, "kitchen");
            case "add a guest" -> members.add(who, "kitchen", "new", MemberRole.GUEST, "r");
            case "add a member" -> members.add(who, "kitchen", "new", MemberRole.MEMBER, "r");
            case "add a moderator" -> members.add(who, "kitchen", "new", MemberRole.MODERATOR, "r");
            case "add an admin" -> members.add(who, "kitchen", "new", MemberRole.ADMIN, "r");
            case "add an owner" -> members.add(who, "kitchen", "new", MemberRole.OWNER, "r");
            case "change a guest" ->
                    members.change(
                            who, "kitchen", FakeIdentity.user("target"), MemberRole.MEMBER, "r");
            case "raise to moderator" ->
                    members.change(
                            who, "kitchen", FakeIdentity.user("target"), MemberRole.MODERATOR, "r");
            case "set an end date" ->
                    members.until(
                            who,
                            "kitchen",
                            FakeIdentity.user("target"),
                            Optional.of(clock.instant().plus(Duration.ofDays(1))),
                            "r");
            case "remove a guest" ->
                    members.remove(who, "kitchen", FakeIdentity.user("target"), "r");
            case "remove the owner" -> members.remove(who, "kitchen", OLIVIA.user(), "r");
            default -> invite(operation, who);
        }
    }

    private void invite(String operation, Caller who) {
        switch (operation) {
            case "invite a guest" ->
                    invitations.issue(who, "kitchen", link(MemberRole.GUEST, 5, true), "r");
            case "invite an admin" ->
                    invitations.issue(who, "kitchen", link(MemberRole.ADMIN, 5, true), "r");
            case "list invitations" -> invitations.open(who, "kitchen");
            case "take one back" -> invitations.revoke(who, "kitchen", invitation, "r");
            case "list requests" -> waiting(who);
            case "approve" -> requests.approve(who, "kitchen", request, "r");
            case "refuse" -> requests.refuse(who, "kitchen", request, "r");
            case "read the journal" -> journal.page(who, "kitchen", "", Long.MAX_VALUE, 10);
            case "export the journal" -> journal.all(who, "kitchen");
            case "announce an owner" -> rescue.announce(who, "kitchen", "member", "x", "r");
            case "take it along" -> takeout.island(who, "kitchen");
            case "take own data" -> takeout.own(who, "kitchen");
            case "bring a device" -> devices.add(who, "kitchen", device(), "r");
            case "list devices" -> devices.list(who, "kitchen");
            case "remove a device" -> devices.remove(who, "kitchen", device, "r");
            case "name devices" -> names.nameDevices(who, "kitchen", true, "r");
            case "rename it" ->
                    rules.change(who, "kitchen", Optional.of("Tea"), Optional.empty(), "r");
            case "change its rules" ->
                    rules.change(
                            who,
                            "kitchen",
                            Optional.empty(),
                            Optional.of(new MemberRules.Everything()),
                            "r");
            case "agree to the rules" -> rules.agree(who, "kitchen", "SERVICES_ONLY", "r");
            case "hand it over" ->
                    handovers.offer(who, "kitchen", FakeIdentity.user("member"), "r");
            case "dissolve" -> service.dissolve(who, "kitchen", "r");
            case "list all islands" -> service.all(who, "", 10);
            default -> throw new AssertionError("No such operation: " + operation);
        }
    }
}
