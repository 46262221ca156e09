// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.pools.proposal.Draft;
import org.tuttlenetwork.lightweb.pools.proposal.MergePatch;

/** The sources of the value before say nothing for another one. */
final class Citing {
    private static final String CITATIONS = "citations";
    private static final String ASSESSED = "assessed";

    private Citing() {}

    /**
     * The draft's changes, with its source beside each judgement that changes, or with the old
     * sources taken away; what names its sources itself stays as it is.
     */
    static ObjectNode source(ObjectNode before, Draft draft) {
        ObjectNode changes = draft.changes().deepCopy();
        ObjectNode after = MergePatch.apply(before, changes);
        JsonNode given = changes.path(CITATIONS);
        if (given.isMissingNode() || given.isObject()) {
            ObjectNode citations = JsonNodeFactory.instance.objectNode();
            Provenance.JUDGEMENTS.stream()
                    .filter(judgement -> !given.has(judgement))
                    .filter(judgement -> differs(before, after, judgement))
                    .forEach(judgement -> cite(citations, judgement, before, draft));
            citations.setAll(given.isObject() ? (ObjectNode) given : citations);
            if (!citations.isEmpty()) {
                changes.set(CITATIONS, citations);
            }
        }
        assessment(before, after, changes, draft);
        return changes;
    }

    private static void cite(
            ObjectNode citations, String judgement, ObjectNode before, Draft draft) {
        if (draft.source().isPresent()) {
            citations.putArray(judgement).add(draft.source().get().toString());
        } else if (before.path(CITATIONS).has(judgement)) {
            citations.putNull(judgement);
        }
    }

    private static void assessment(
            ObjectNode before, ObjectNode after, ObjectNode changes, Draft draft) {
        if (differs(before, after, ASSESSED + ".censorship")
                && changes.path(ASSESSED) instanceof ObjectNode assessed
                && !assessed.has(CITATIONS)) {
            ArrayNode links = JsonNodeFactory.instance.arrayNode();
            draft.source().ifPresent(link -> links.add(link.toString()));
            assessed.set(CITATIONS, links);
        }
    }

    private static boolean differs(ObjectNode before, ObjectNode after, String input) {
        String pointer = "/" + input.replace('.', '/');
        return !MergePatch.isSame(before.at(pointer), after.at(pointer));
    }
}
