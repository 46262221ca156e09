// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

class ShownTest {
    private static final ObjectKey KEY = new ObjectKey(Kind.GROUP, "islands", "kitchen", "members");
    private static final Change MIA_GOES = new Change.RemovePeers(KEY, "g", Set.of("mia-phone"));

    private Instant now = Instant.EPOCH;
    private final InstantSource source = () -> now;
    private final Shown shown = new Shown(source.withZone(ZoneOffset.UTC));

    private static Actual with(String... peers) {
        Actual.Group group = new Actual.Group("g", "kitchen", Set.of(peers));
        return new Actual(Map.of("g", group), Map.of(), Map.of(), Map.of(), Map.of());
    }

    private void list(String... peers) {
        shown.begins();
        shown.listed(with(peers));
    }

    private Set<String> members() {
        return shown.now().groups().get("g").peers();
    }

    @Test
    void isNothingBeforeTheFirstListing() {
        assertThat(shown.isAnything()).isFalse();
        assertThat(shown.isFresh()).isFalse();
        assertThatThrownBy(shown::now).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void knowsWhatWasConfirmedSinceTheListing() {
        list("mia-phone", "max-phone");
        shown.done(MIA_GOES);
        shown.done(new Change.AddPeers(KEY, "g", Set.of("mona-phone")));
        assertThat(members()).containsExactlyInAnyOrder("max-phone", "mona-phone");
        assertThat(shown.isFresh()).isTrue();
    }

    @Test
    void knowsWhatWasConfirmedWhileAListingWasUnderWay() {
        list("mia-phone", "max-phone");
        shown.begins();
        shown.done(MIA_GOES);
        shown.listed(with("mia-phone", "max-phone"));
        assertThat(members()).containsExactly("max-phone");
        list("mia-phone");
        assertThat(members()).as("who came again").containsExactly("mia-phone");
    }

    @Test
    void isFreshForAWhileAfterAListingHoweverLongThatTook() {
        shown.begins();
        now = now.plusSeconds(60);
        shown.listed(with());
        assertThat(shown.isFresh()).isTrue();
        now = now.plusSeconds(10);
        assertThat(shown.isFresh()).isFalse();
    }

    @Test
    void hasSeenAllOnceAListingBeganAfterTheLastWrite() {
        list("mia-phone");
        assertThat(shown.isSeen()).isTrue();
        shown.begins();
        shown.done(MIA_GOES);
        shown.listed(with("mia-phone"));
        assertThat(shown.isSeen()).isFalse();
        list();
        assertThat(shown.isSeen()).isTrue();
    }

    @Test
    void forgetsWhatAnotherHostMayHaveChanged() {
        list("mia-phone");
        shown.forget();
        assertThat(shown.isAnything()).isFalse();
        assertThat(shown.isFresh()).isFalse();
    }

    @Test
    void isNotFreshOnceSomethingElseWasChanged() {
        list();
        shown.done(new Change.CreateGroup(KEY, "kitchen"));
        assertThat(shown.isFresh()).isFalse();
        list();
        assertThat(shown.isFresh()).isTrue();
    }
}
