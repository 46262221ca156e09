// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.net.URI;
import java.time.Instant;

/**
 * A one-off setup key for one device.
 *
 * @param key the key in plain, shown this once and stored nowhere
 * @param server where the device takes it: NetBird's URL
 * @param expires until when it may be used
 */
public record DeviceKey(String key, URI server, Instant expires) {
    /** Never the key itself: records are logged easily. */
    @Override
    public String toString() {
        return "DeviceKey[until " + expires + "]";
    }
}
