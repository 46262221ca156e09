// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

/**
 * One file in an archive of ours, measured.
 *
 * @param name its name
 * @param bytes how long it is
 * @param lines how many line feeds it has: of a table's data that is how many rows
 * @param sha256 in hex
 */
public record Part(String name, long bytes, long lines, String sha256) {}
