// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.net.URI;

/** Where people reach this network, for links that leave it; never taken from a request. */
public interface PublicUrl {
    /**
     * @param path of a page, beginning with a slash
     */
    URI at(String path);

    /**
     * Where somebody reaches a page who is not in the mesh yet: at the door, where there is one.
     *
     * @param path of a page that the door serves, beginning with a slash
     */
    URI atDoor(String path);
}
