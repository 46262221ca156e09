// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

/**
 * A NetBird peer.
 *
 * @param id NetBird's peer id
 * @param name the peer's name
 * @param address its address in the mesh
 * @param operatingSystem as reported; empty where unknown
 * @param connected whether NetBird sees it connected now
 */
public record MeshDevice(
        String id, String name, String address, String operatingSystem, boolean connected) {}
