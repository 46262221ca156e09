// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

/** What a document says. */
public sealed interface Content
        permits RootDocument, PoolsDocument, NodesDocument, TimestampDocument {
    Header header();
}
