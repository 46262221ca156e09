// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

/** A login that did not come to its end; the message says why and what to do. */
public final class LoginFailed extends Exception {
    private static final long serialVersionUID = 1;

    LoginFailed(String message) {
        super(message);
    }
}
