// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import java.io.IOException;
import java.io.InputStream;

/** Where a dump can be read from, more than once. */
@FunctionalInterface
public interface DumpSource {
    InputStream open() throws IOException;
}
