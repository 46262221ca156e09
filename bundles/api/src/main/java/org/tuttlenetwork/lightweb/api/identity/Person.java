// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

/**
 * Somebody in the directory.
 *
 * @param id who
 * @param displayName as they call themselves
 * @param loginName what they log in with
 * @param language {@code en}, {@code fr} or another BCP 47 tag; empty where not known
 * @param active neither locked, deactivated nor removed
 */
public record Person(
        UserId id, String displayName, String loginName, String language, boolean active) {}
