// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.time.Instant;
import java.util.Optional;

/**
 * What every document begins with.
 *
 * @param version 1 to 2^53 - 1, growing
 * @param issued when it was signed
 * @param expires until when it is fresh
 * @param prevHash SHA-256 of the version before, lower-case hex; empty for the first
 */
public record Header(long version, Instant issued, Instant expires, Optional<String> prevHash) {}
