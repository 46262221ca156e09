// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

/** Thrown right before a write where this host lost the fleet's lock: nothing more is written. */
public final class NotTheWriterException extends IllegalStateException {
    public NotTheWriterException() {
        super("This host is not the fleet's writer to NetBird any more; it writes nothing");
    }
}
