// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

/**
 * The three authorities of a network.
 *
 * @param root signs the two others; what everybody trusts
 * @param nodes signs nodes' certificates
 * @param server signs the certificates of this host's listener for nodes
 */
record Authorities(Authority root, Authority nodes, Authority server) {}
