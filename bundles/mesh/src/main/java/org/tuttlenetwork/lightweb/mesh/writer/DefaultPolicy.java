// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.store.Finding.Kind;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;

import java.util.Optional;

/**
 * Removes NetBird's Default policy, which connects all with all: only as configured, and only once
 * what everybody needs stands without it.
 */
final class DefaultPolicy {
    private static final String NAME = "Default";

    private final Optional<FragmentKey> instead;
    private final Database database;
    private final Netbird netbird;
    private final RestoredState restored;
    private final Findings findings;
    private final FragmentStore store = new FragmentStore();

    /**
     * @param instead the fragment that is to be applied first; empty where the policy is to stay
     */
    DefaultPolicy(
            Optional<FragmentKey> instead,
            Database database,
            Netbird netbird,
            RestoredState restored,
            Findings findings) {
        this.instead = instead;
        this.database = database;
        this.netbird = netbird;
        this.restored = restored;
        this.findings = findings;
    }

    /**
     * Removes it where it is time to.
     *
     * @param seen told when it is gone
     * @return whether it is gone or is to stay; false where NetBird fails to
     * @throws NetbirdException if NetBird does not answer
     */
    boolean remove(Actual actual, Seen seen) throws NetbirdException {
        if (instead.isEmpty() || restored.isHeld() || !isApplied(instead.get())) {
            return true;
        }
        for (Actual.Policy policy : actual.openToAll()) {
            if (policy.name().equals(NAME) && !delete(policy.id(), instead.get(), seen)) {
                return false;
            }
        }
        return true;
    }

    private boolean isApplied(FragmentKey key) {
        return database.read(tx -> store.find(tx, key.feature(), key.name()))
                .filter(stored -> !stored.withdrawn())
                .filter(stored -> stored.state().state() == State.APPLIED)
                .isPresent();
    }

    private boolean delete(String id, FragmentKey about, Seen seen) throws NetbirdException {
        try {
            netbird.deletePolicy(id);
        } catch (NetbirdException e) {
            if (e.isUnreachable() && !netbird.isWell()) {
                throw e;
            }
            findings.about(
                    about, Kind.REFUSED, "NetBird's Default policy stays: " + e.getMessage());
            return false;
        }
        findings.about(
                about, Kind.DEFAULT_POLICY, "NetBird's Default policy was removed, as configured");
        seen.update(netbird.read());
        return true;
    }
}
