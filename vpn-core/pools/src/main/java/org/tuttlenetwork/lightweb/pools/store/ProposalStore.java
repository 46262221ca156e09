// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.proposal.Draft;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.Base;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.Decision;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.Origin;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.State;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was asked to change in the weather, and what became of it. */
public final class ProposalStore {
    private static final String SELECT =
            "select id, iso2, base_version, base_inputs, changes, reason, source, proposed_by,"
                    + " proposed_at, state, decided_by, decided_at, decision_reason, pools_version"
                    + " from proposal";

    /**
     * Adds a proposal; where the same one waits already, nothing is added.
     *
     * @return whether it was added
     */
    public boolean add(Transaction transaction, Proposal proposal) {
        Draft draft = proposal.draft();
        return Sql.update(
                        transaction,
                        """
                        insert into proposal (id, iso2, base_version, base_inputs, changes, reason,
                            source, proposed_by, proposed_at, state)
                        values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?)
                        on conflict (iso2, base_version, md5(changes::text)) where state = 'PENDING'
                        do nothing
                        """,
                        proposal.id(),
                        draft.country().value(),
                        proposal.base().version(),
                        proposal.base().inputs().toString(),
                        draft.changes().toString(),
                        draft.reason(),
                        draft.source().map(URI::toString).orElse(null),
                        proposal.origin().by(),
                        Timestamp.from(proposal.origin().at()),
                        proposal.state().name())
                > 0;
    }

    public Optional<Proposal> find(Transaction transaction, UUID id) {
        return Sql.query(transaction, ProposalStore::read, SELECT + " where id = ?", id).stream()
                .findFirst();
    }

    /** The one that waits and asks for the same on the same inputs. */
    public Optional<Proposal> same(Transaction transaction, Draft draft, long base) {
        return Sql.query(
                        transaction,
                        ProposalStore::read,
                        SELECT
                                + " where iso2 = ? and base_version = ? and changes = ?::jsonb and"
                                + " state = 'PENDING'",
                        draft.country().value(),
                        base,
                        draft.changes().toString())
                .stream()
                .findFirst();
    }

    /**
     * A page, the newest first.
     *
     * @param state only those in it; empty for all
     * @param after the last one of the page before; empty for the first page
     */
    public List<Proposal> page(
            Transaction transaction, Optional<State> state, Optional<UUID> after, int limit) {
        return Sql.query(
                transaction,
                ProposalStore::read,
                SELECT
                        + " where (?::text is null or state = ?) and (?::uuid is null or id < ?)"
                        + " order by id desc limit ?",
                state.map(State::name).orElse(null),
                state.map(State::name).orElse(null),
                after.orElse(null),
                after.orElse(null),
                limit);
    }

    /** How many wait. */
    public int waiting(Transaction transaction) {
        return Sql.query(
                        transaction,
                        rows -> rows.getInt(1),
                        "select count(*) from proposal where state = 'PENDING'")
                .getFirst();
    }

    public void decide(Transaction transaction, UUID id, State state, Decision decision) {
        @Nullable Long version = state == State.APPROVED ? decision.poolsVersion() : null;
        Sql.update(
                transaction,
                "update proposal set state = ?, decided_by = ?, decided_at = ?, decision_reason ="
                        + " ?, pools_version = ? where id = ? and state = 'PENDING'",
                state.name(),
                decision.by(),
                Timestamp.from(decision.at()),
                decision.reason(),
                version,
                id);
    }

    private static Proposal read(ResultSet rows) throws SQLException {
        Draft draft =
                new Draft(
                        new JurisdictionCode(rows.getString(2)),
                        StoredJson.document(rows.getString(5)),
                        rows.getString(6),
                        Optional.ofNullable(rows.getString(7)).map(URI::create));
        Optional<Decision> decision =
                rows.getString(11) == null
                        ? Optional.empty()
                        : Optional.of(
                                new Decision(
                                        rows.getString(11),
                                        rows.getTimestamp(12).toInstant(),
                                        rows.getString(13),
                                        rows.getLong(14)));
        return new Proposal(
                rows.getObject(1, UUID.class),
                draft,
                new Base(rows.getLong(3), StoredJson.document(rows.getString(4))),
                new Origin(rows.getString(8), rows.getTimestamp(9).toInstant()),
                State.valueOf(rows.getString(10)),
                decision);
    }
}
