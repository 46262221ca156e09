// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

/** Where a resource is served. */
public enum Surface {
    /**
     * Under {@code /api/v1/} on the people's listener; bearer tokens only, cookies are ignored.
     * JSON, problem documents.
     */
    API,
    /** Under {@code /api/v1/} on the nodes' listener; mutual TLS. */
    NODES,
    /** Under {@code /} on the people's listener; session cookies only. HTML. */
    PAGES
}
