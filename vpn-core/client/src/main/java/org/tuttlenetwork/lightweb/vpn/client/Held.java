// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

/**
 * A document that was verified and is persisted.
 *
 * @param content what it says
 * @param sha256 of the signed bytes, lower-case hex
 * @param freshness whether its time has passed
 */
public record Held(Content content, String sha256, Freshness freshness) {}
