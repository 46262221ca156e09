// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans: {@code plan(desired, actual) → changes}, revocations first. Only objects that are
 * remembered as ours by NetBird's id are ever touched; a name is no proof, but for the nonce of a
 * creation that was begun. What depends on an object that is yet to be made comes in the next plan,
 * after everything was read again.
 */
public final class Planner {
    private final Desired desired;
    private final Actual actual;
    private final Ownership ownership;
    private final Set<ObjectKey> wanted = new HashSet<>();
    private final References references;
    private final List<Change> changes = new ArrayList<>();
    private final Map<ObjectKey, String> waiting = new HashMap<>();
    private final List<Change> orphaned = new ArrayList<>();

    private Planner(Desired desired, Actual actual, List<Owned> owned) {
        this.desired = desired;
        this.actual = actual;
        this.ownership = new Ownership(actual, owned);
        desired.declared().forEach(this::want);
        this.references = new References(actual, ownership, wanted);
    }

    /**
     * @param desired every fragment that is stored now
     * @param actual what NetBird has
     * @param owned what is ours
     */
    public static Plan plan(Desired desired, Actual actual, List<Owned> owned) {
        Planner planner = new Planner(desired, actual, owned);
        planner.changes.addAll(planner.ownership.changes());
        planner.leftovers();
        desired.declared().forEach(planner::policies);
        desired.declared().forEach(planner::zones);
        planner.changes.sort(Comparator.comparing(Change::stage));
        planner.orphaned.sort(Comparator.comparing(Change::stage));
        return new Plan(planner.changes, planner.waiting, planner.orphaned);
    }

    private void want(Declared declared) {
        FragmentKey in = declared.key();
        declared.fragment().groups().forEach(g -> wanted.add(in.object(Kind.GROUP, g.key())));
        declared.fragment().policies().forEach(p -> wanted.add(in.object(Kind.POLICY, p.key())));
        declared.fragment().devices().forEach(d -> wanted.add(in.object(Kind.DEVICE, d.key())));
        declared.fragment().zones().forEach(z -> wanted.add(in.object(Kind.ZONE, z.domain())));
    }

    private void policies(Declared declared) {
        for (MeshPolicy policy : declared.fragment().policies()) {
            FragmentKey in = declared.key();
            ObjectKey key = in.object(Kind.POLICY, policy.key());
            Optional<String> source = references.resolve(in, policy.source());
            Optional<String> destination = references.resolve(in, policy.destination());
            if (source.isPresent() && destination.isPresent()) {
                policy(key, policy, rule(policy, source.get(), destination.get()));
                continue;
            }
            GroupRef absent = source.isEmpty() ? policy.source() : policy.destination();
            waiting.put(
                    key, "\"" + policy.displayName() + "\" waits for " + References.words(absent));
            ownership
                    .id(key)
                    .filter(id -> !mayStand(in, policy, actual.policies().get(id)))
                    .ifPresent(id -> changes.add(new Change.DeletePolicy(key, id)));
        }
    }

    /** Whether a policy that cannot be written now may stay: only if it says what is wanted. */
    private boolean mayStand(FragmentKey in, MeshPolicy policy, Actual.@Nullable Policy standing) {
        if (standing == null) {
            return true;
        }
        Actual.Rule rule = standing.rule();
        return references.mayMean(in, policy.source(), rule.sources())
                && references.mayMean(in, policy.destination(), rule.destinations())
                && rule(policy, "", "").covers(rule.between("", ""));
    }

    private void policy(ObjectKey key, MeshPolicy policy, Actual.Rule rule) {
        Optional<Actual.Policy> there = ownership.id(key).map(actual.policies()::get);
        if (there.isEmpty()) {
            if (!ownership.isMissing(key)) {
                changes.add(new Change.CreatePolicy(key, policy.displayName(), rule));
            }
        } else if (!rule.equals(there.get().rule())) {
            boolean narrows = !rule.covers(there.get().rule());
            changes.add(new Change.UpdatePolicy(key, there.get().id(), rule, narrows));
        }
    }

    private static Actual.Rule rule(MeshPolicy policy, String source, String destination) {
        return new Actual.Rule(
                true,
                Set.of(source),
                Set.of(destination),
                policy.protocol().name().toLowerCase(Locale.ROOT),
                policy.ports().stream().distinct().sorted().map(String::valueOf).toList(),
                policy.bidirectional(),
                true);
    }

    private void zones(Declared declared) {
        for (DnsZone zone : declared.fragment().zones()) {
            FragmentKey in = declared.key();
            ObjectKey key = in.object(Kind.ZONE, zone.domain());
            Optional<String> group = references.resolve(in, zone.distribution());
            Optional<Actual.Zone> there = ownership.id(key).map(actual.zones()::get);
            if (group.isEmpty()) {
                waiting.put(
                        key,
                        "the names of "
                                + zone.domain()
                                + " wait for "
                                + References.words(zone.distribution()));
                there.filter(
                                standing ->
                                        !references.mayMean(
                                                in, zone.distribution(), standing.distribution()))
                        .ifPresent(
                                standing -> changes.add(new Change.DeleteZone(key, standing.id())));
            } else if (there.isPresent()) {
                zone(key, zone, there.get(), group.get());
            } else if (!ownership.isMissing(key)) {
                DnsZone named =
                        new DnsZone(
                                zone.domain(),
                                zone.distribution(),
                                DeviceNames.records(zone, actual, group.get()));
                changes.add(new Change.CreateZone(key, named, group.get()));
            }
        }
    }

    private void zone(ObjectKey key, DnsZone zone, Actual.Zone there, String group) {
        if (!there.distribution().equals(Set.of(group))) {
            changes.add(new Change.UpdateZone(key, there.id(), group));
        }
        List<DnsZone.Entry> fresh = new ArrayList<>(DeviceNames.records(zone, actual, group));
        for (Actual.Entry entry : there.records()) {
            if (!fresh.removeIf(want -> same(want, entry))) {
                changes.add(new Change.RemoveRecord(key, there.id(), entry.id()));
            }
        }
        fresh.forEach(entry -> changes.add(new Change.AddRecord(key, there.id(), entry)));
    }

    private static boolean same(DnsZone.Entry want, Actual.Entry have) {
        return want.name().equalsIgnoreCase(have.name())
                && want.type().name().equals(have.type())
                && want.content().equalsIgnoreCase(have.content())
                && want.ttlSeconds() == have.ttlSeconds();
    }

    /**
     * What is ours and wanted by nobody any more goes, where its fragment says so: one that was
     * taken back, or one that does not name it any more. Where there is no row at all, only an
     * absence speaks, and it is held (DECISIONS 1.1, 1.7).
     */
    private void leftovers() {
        Set<FragmentKey> known = new HashSet<>(desired.withdrawn());
        desired.declared().forEach(declared -> known.add(declared.key()));
        Map<ObjectKey, String> going = new HashMap<>();
        Map<ObjectKey, String> alone = new HashMap<>();
        for (ObjectKey key : unwanted(ownership.ids().keySet())) {
            String id = ownership.id(key).orElseThrow();
            boolean asked = known.contains(key.within());
            remove(key, id, asked ? changes : orphaned);
            if (key.kind() == Kind.GROUP || key.kind() == Kind.DEVICE) {
                (asked ? going : alone).put(key, id);
            }
        }
        for (ObjectKey key : unwanted(ownership.begun())) {
            changes.add(new Change.Abandon(key));
        }
        changes.addAll(Membership.changes(desired, actual, ownership, going));
        Desired nothing = new Desired(List.of(), Set.of());
        orphaned.addAll(Membership.changes(nothing, actual, ownership, alone));
    }

    private static void remove(ObjectKey key, String id, List<Change> into) {
        into.add(
                switch (key.kind()) {
                    case POLICY -> new Change.DeletePolicy(key, id);
                    case ZONE -> new Change.DeleteZone(key, id);
                    case GROUP, DEVICE -> new Change.DeleteGroup(key, id);
                });
    }

    /** In order, so that the same state gives the same plan. */
    private List<ObjectKey> unwanted(Set<ObjectKey> keys) {
        return keys.stream()
                .filter(key -> !wanted.contains(key))
                .sorted(Comparator.comparing(ObjectKey::toString))
                .toList();
    }
}
