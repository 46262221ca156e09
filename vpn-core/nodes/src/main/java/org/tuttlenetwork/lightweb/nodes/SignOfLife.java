// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

/**
 * What an agent says with each beat. Nothing of users is in it.
 *
 * @param bootId another after each boot; empty where the agent does not say
 * @param appliedVersion the version of the configuration that it runs
 * @param peers how many peers it has
 * @param load 0 to 100
 * @param status what the node says of itself, in a word; may be empty
 * @param peerSetHash {@link PeerSetHash} of its peers; empty where the agent does not say
 */
public record SignOfLife(
        String bootId,
        long appliedVersion,
        int peers,
        int load,
        String status,
        String peerSetHash) {}
