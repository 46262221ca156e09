// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.util.List;

/**
 * The state of the mesh.
 *
 * @param reachable whether NetBird answers
 * @param defaultPolicyStands whether NetBird's Default policy (All to All) is enabled: then no
 *     island is private
 * @param pending fragments that are not applied yet
 * @param findings drift that was repaired, objects that the brake holds, references that wait;
 *     newest first, in words
 */
public record MeshOverview(
        boolean reachable, boolean defaultPolicyStands, int pending, List<String> findings) {
    public MeshOverview {
        findings = List.copyOf(findings);
    }
}
