// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import java.time.Instant;

/**
 * A role of the project.
 *
 * @param key its key
 * @param displayName shown to people
 * @param changed when it came to be or last changed
 */
public record ProjectRole(String key, String displayName, Instant changed) {}
