// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Change;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Placement;

import java.time.Duration;
import java.util.List;

/**
 * What each node is to run: the whole of its peers, or what changed. Changes are forgotten within
 * the hour (DECISIONS 4.3): a run forgets what was there at the run before.
 */
@Component(service = {Configurations.class, RecurringTask.class})
public final class Configurations implements RecurringTask {
    private static final int MOST_CHANGES = 10_000;
    private static final Duration PAUSE = Duration.ofMinutes(25);

    private final Database database;
    private final NodeStore store = new NodeStore();

    @Activate
    public Configurations(@Reference Database database) {
        this.database = database;
    }

    /** Everything a node needs to run: the whole of its peers, and their version. */
    public Snapshot snapshot(String nodeId) {
        // Locked against changes, so that version and peers are of the same moment.
        return database.write(
                tx ->
                        new Snapshot(
                                store.lock(tx, nodeId).orElseThrow(Rules::unknown).configVersion(),
                                store.placements(tx, nodeId)));
    }

    /**
     * What changed since a version.
     *
     * @return empty where nothing did
     * @throws LightWebException GONE where the changes are no longer kept: fetch the whole
     */
    public List<Change> changes(String nodeId, long since) {
        return database.read(
                tx -> {
                    NodeRecord node = store.find(tx, nodeId).orElseThrow(Rules::unknown);
                    // Read first: what is forgotten meanwhile shows in the mark read after.
                    List<Change> changes = store.changes(tx, nodeId, since);
                    boolean kept =
                            since <= node.configVersion()
                                    && since >= store.forgottenUpTo(tx, nodeId)
                                    && node.configVersion() - since <= MOST_CHANGES;
                    if (!kept) {
                        throw new LightWebException(
                                ProblemType.GONE,
                                "Changes since this version are not kept. Fetch the whole"
                                        + " configuration.");
                    }
                    return changes;
                });
    }

    @Override
    public String name() {
        return "forget-changes";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        database.write(
                tx -> {
                    store.forgetChanges(tx);
                    return true;
                });
    }

    /**
     * The whole of a node's peers.
     *
     * @param version the version of this
     */
    public record Snapshot(long version, List<Placement> peers) {}
}
