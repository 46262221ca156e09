// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

/**
 * A user of NetBird that is a program.
 *
 * @param id NetBird's id
 * @param role as NetBird names it; the names are an open set
 */
public record ServiceUser(String id, String role) {}
