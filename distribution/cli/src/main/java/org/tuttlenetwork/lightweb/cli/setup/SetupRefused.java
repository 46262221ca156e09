// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

/** Setup can't go on; the message says why, and what to do. */
public final class SetupRefused extends Exception {
    public SetupRefused(String message) {
        super(message);
    }
}
