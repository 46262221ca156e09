// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.mesh.FragmentState;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All fragments of a moment as one text: what they want, not what became of them. */
public final class FragmentsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FragmentsJson() {}

    public static String write(List<StoredFragment> fragments) {
        ArrayNode all = JSON.createArrayNode();
        for (StoredFragment stored : fragments) {
            ObjectNode one = all.addObject();
            one.put("feature", stored.feature());
            one.put("name", stored.fragment().name());
            one.put("body", FragmentJson.write(stored.fragment()));
            one.put("withdrawn", stored.withdrawn());
        }
        return all.toString();
    }

    /**
     * @throws IllegalStateException if it is no such text
     */
    public static List<StoredFragment> read(String text) {
        try {
            List<StoredFragment> fragments = new ArrayList<>();
            for (JsonNode one : JSON.readTree(text)) {
                fragments.add(
                        new StoredFragment(
                                one.path("feature").asText(),
                                FragmentJson.read(
                                        one.path("name").asText(), one.path("body").asText()),
                                one.path("withdrawn").asBoolean(),
                                0,
                                new FragmentState(FragmentState.State.PENDING, "", Instant.EPOCH)));
            }
            return fragments;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The restored fragments cannot be read", e);
        }
    }
}
