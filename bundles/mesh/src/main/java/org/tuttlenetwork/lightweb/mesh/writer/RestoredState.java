// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Change.Stage;
import org.tuttlenetwork.lightweb.mesh.plan.Desired;
import org.tuttlenetwork.lightweb.mesh.plan.HeldChanges;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.plan.Planner;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.store.FragmentsJson;

import java.util.List;

/**
 * While a restore is held, the mesh stays as it is found: what would be done for the fragments as
 * they were restored is not done. Only what differs from that was asked for since (DECISIONS 1.7).
 */
public final class RestoredState {
    private static final String PART = "mesh";

    private final RestoreBrake brake;
    private final Database database;
    private final FragmentStore store = new FragmentStore();

    public RestoredState(RestoreBrake brake, Database database) {
        this.brake = brake;
        this.database = database;
    }

    /** Remembers the fragments as they were restored; to be called before anybody declares. */
    public void remember() {
        if (isHeld()) {
            brake.join(PART, FragmentsJson.write(database.read(store::all)));
        }
    }

    /** Whether an administrator has not released it yet. */
    public boolean isHeld() {
        return brake.held().isPresent();
    }

    /** A plan, parted from what follows from the restored state alone. */
    HeldChanges.Parted hold(Plan plan, Actual actual, List<Owned> owned) {
        if (!isHeld()) {
            return new HeldChanges.Parted(plan, List.of());
        }
        Desired restored =
                Declarations.wanted(
                        FragmentsJson.read(brake.join(PART, FragmentsJson.write(List.of()))));
        List<Change> older =
                Planner.plan(restored, actual, owned).changes().stream()
                        .filter(change -> change.stage() != Stage.REMEMBER)
                        .toList();
        HeldChanges.Parted parted = HeldChanges.part(plan, older);
        brake.report(PART, parted.held().stream().map(HeldChanges::words).toList());
        return parted;
    }
}
