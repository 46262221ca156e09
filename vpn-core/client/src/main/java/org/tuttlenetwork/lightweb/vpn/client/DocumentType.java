// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

/** The kinds of signed document. The name is part of what is signed. */
public enum DocumentType {
    ROOT("root"),
    POOLS("tuttle-pools"),
    NODES("tuttle-nodes"),
    TIMESTAMP("tuttle-timestamp");

    private final String id;

    DocumentType(String id) {
        this.id = id;
    }

    /** The name in documents. */
    public String id() {
        return id;
    }
}
