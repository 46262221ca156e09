// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.island;

import org.tuttlenetwork.lightweb.api.mesh.GroupRef;

import java.util.UUID;

/**
 * An island.
 *
 * @param id immutable
 * @param slug immutable: in role keys and DNS names
 * @param name shown to people; may change
 * @param members the mesh group of all members' devices
 */
public record Island(UUID id, String slug, String name, GroupRef members) {}
