// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.tuttlenetwork.lightweb.api.island.IslandOffers.Offered;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.DeviceView;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.InvitationView;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.IslandView;
import org.tuttlenetwork.lightweb.islands.rest.IslandJournalResource.EntryView;
import org.tuttlenetwork.lightweb.islands.rest.MemberBodies.MemberView;

import java.time.Instant;
import java.util.List;

/** What people take along of an island. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface TakeoutBodies {
    /**
     * An island as its owner takes it along; its journal is a file of its own.
     *
     * @param format {@value Takeout#ISLAND}
     * @param takenAt when
     * @param members all of them, with who is on the way in
     * @param invitations those that are open, without their secrets
     * @param devices those that came without a login
     * @param offers what members can use there
     */
    record IslandTakeout(
            String format,
            Instant takenAt,
            IslandView island,
            List<MemberView> members,
            List<InvitationView> invitations,
            List<DeviceView> devices,
            List<Offered> offers) {
        public IslandTakeout {
            members = List.copyOf(members);
            invitations = List.copyOf(invitations);
            devices = List.copyOf(devices);
            offers = List.copyOf(offers);
        }
    }

    /**
     * What is known on an island of one of its members, as they take it along.
     *
     * @param format {@value Takeout#OWN}
     * @param takenAt when
     * @param membership role, dates and devices
     * @param devices those without a login that they answer for
     * @param journal what was done by them and about them, the newest first
     */
    record OwnTakeout(
            String format,
            Instant takenAt,
            IslandView island,
            MemberView membership,
            List<DeviceView> devices,
            List<EntryView> journal) {
        public OwnTakeout {
            devices = List.copyOf(devices);
            journal = List.copyOf(journal);
        }
    }
}
