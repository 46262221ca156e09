// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

/**
 * A document's newest version, as a timestamp names it.
 *
 * @param version 1 or more
 * @param sha256 of the signed bytes, lower-case hex
 */
public record Reference(long version, String sha256) {
    /** Names a document. */
    public static Reference to(Document document) {
        return new Reference(document.version(), document.sha256());
    }
}
