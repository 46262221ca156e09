// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The exits at one moment.
 *
 * @param countries node → ISO 3166-1 alpha-2
 * @param well the nodes that take new users now
 */
record Exits(Map<String, String> countries, Set<String> well) {
    Exits {
        countries = Map.copyOf(countries);
        well = Set.copyOf(well);
    }

    static Exits of(Nodes nodes) {
        return new Exits(
                nodes.listed().stream()
                        .collect(Collectors.toMap(ListedNode::id, ListedNode::jurisdiction)),
                nodes.takingUsers());
    }

    Optional<String> country(String node) {
        return Optional.ofNullable(countries.get(node));
    }

    boolean isWell(String node) {
        return well.contains(node);
    }
}
