// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.identity.store.Hints.HeldRow;

import java.util.Locale;
import java.util.Optional;

/** What the journal says of a revocation that an administrator approved. */
final class ApprovalNote {
    static final String ACTION = "identity.held.approved";

    /** Somebody may have a role of each of a thousand islands; a note is short. */
    private static final int MOST_OF_ROLES = 3000;

    private ApprovalNote() {}

    /**
     * @param user whom it is taken away from, where that is somebody
     */
    static JournalNote of(
            HeldRow row, Optional<UserId> user, UserId administrator, String requestId) {
        return JournalNote.by(
                        administrator,
                        requestId,
                        ACTION,
                        user.map(JournalNote::object).orElseGet(() -> object(row)))
                .withBefore(before(row));
    }

    /** A role's key may have any character; the note has it whole among its roles. */
    private static String object(HeldRow row) {
        return row.kind().toLowerCase(Locale.ROOT) + ":" + row.id().replaceAll("[^!-~]", "_");
    }

    private static String before(HeldRow row) {
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        before.put("held", row.kind());
        if (row.kind().equals("GRANT")) {
            before.put("grant", row.id());
        }
        ArrayNode roles = before.putArray("roles");
        int length = 0;
        for (String role : row.roles()) {
            length += TextNode.valueOf(role).toString().length() + 1;
            if (length > MOST_OF_ROLES) {
                before.put("rolesInAll", row.roles().size());
                break;
            }
            roles.add(role);
        }
        return before.toString();
    }
}
