// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.util.Optional;

/**
 * Which document: there is one of each type, but one a pool of nodes.
 *
 * @param type the kind
 * @param pool the pool of a list of nodes; empty for all other types
 */
public record DocumentName(DocumentType type, Optional<Pool> pool) {
    public static final DocumentName ROOT = new DocumentName(DocumentType.ROOT, Optional.empty());
    public static final DocumentName POOLS = new DocumentName(DocumentType.POOLS, Optional.empty());
    public static final DocumentName TIMESTAMP =
            new DocumentName(DocumentType.TIMESTAMP, Optional.empty());

    /**
     * @throws IllegalArgumentException where a pool is given for another type or missing for nodes
     */
    public DocumentName {
        if ((type == DocumentType.NODES) != pool.isPresent()) {
            throw new IllegalArgumentException("Exactly a list of nodes is of a pool");
        }
    }

    /** The list of a pool's nodes. */
    public static DocumentName nodes(Pool pool) {
        return new DocumentName(DocumentType.NODES, Optional.of(pool));
    }

    /** The name under which a timestamp lists it and a store keeps it. */
    public String key() {
        return pool.map(name -> type.id() + "." + name).orElse(type.id());
    }
}
