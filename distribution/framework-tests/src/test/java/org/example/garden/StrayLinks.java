// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.web.StaticLinks;

/** Would be the host's own maker of links. */
public final class StrayLinks implements StaticLinks {
    @Override
    public String link(String feature, String file) {
        return "/stray/" + feature + "/" + file;
    }
}
