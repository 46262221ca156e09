// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was done on an island, for its owners; nobody else, no administrator either. */
@Component(service = IslandJournal.class)
public final class IslandJournal {
    private final IslandService islands;
    private final Journal journal;

    @Activate
    public IslandJournal(@Reference IslandService islands, @Reference Journal journal) {
        this.islands = islands;
        this.journal = journal;
    }

    /**
     * A page of entries, the newest first.
     *
     * @param action what actions begin with; empty for all
     * @param before the number of the last entry of the page before; {@link Long#MAX_VALUE} for the
     *     first
     * @param limit 1 to 201
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN for who is no owner
     */
    public List<JournalEntry> page(
            Caller caller, String slug, String action, long before, int limit) {
        return journal.read(new JournalQuery(scope(caller, slug), filter(action), before, limit));
    }

    /**
     * Everything, for a file.
     *
     * @throws LightWebException as for a page
     */
    public JournalQuery all(Caller caller, String slug) {
        return JournalQuery.newest(scope(caller, slug), JournalFilter.ALL);
    }

    /**
     * What was done on an island by somebody, and about them: for themselves. The newest first.
     *
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public List<JournalEntry> own(Caller caller, String slug) {
        String scope = Written.scope(islands.joined(caller, slug).id());
        Map<Long, JournalEntry> found = new TreeMap<>(Comparator.reverseOrder());
        for (JournalFilter filter : List.of(by(caller.user()), about(caller.user()))) {
            journal.each(
                    JournalQuery.newest(scope, filter), entry -> found.put(entry.number(), entry));
        }
        return List.copyOf(found.values());
    }

    private static JournalFilter by(UserId actor) {
        return new JournalFilter(
                Optional.empty(),
                Optional.of(actor),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static JournalFilter about(UserId person) {
        return new JournalFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(JournalNote.object(person)),
                Optional.empty(),
                Optional.empty());
    }

    private String scope(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        if (islands.role(caller.user(), island).orElse(MemberRole.GUEST) != MemberRole.OWNER) {
            throw LightWebException.forbidden("Only an owner reads an island's journal.")
                    .because("owner-reads");
        }
        return Written.scope(island.id());
    }

    private static JournalFilter filter(String action) {
        if (action.isEmpty()) {
            return JournalFilter.ALL;
        }
        if (!action.matches("[a-z0-9.-]{1,80}")) {
            throw LightWebException.invalid(
                    "action", "lower case, digits, dots and dashes, at most 80");
        }
        return new JournalFilter(
                Optional.of(action),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
