// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

/**
 * A role of the project.
 *
 * @param key at most 200 characters
 * @param displayName not empty
 * @param group for display only, may be empty
 * @param stamp when changed
 */
public record ProjectRole(String key, String displayName, String group, Stamp stamp) {}
