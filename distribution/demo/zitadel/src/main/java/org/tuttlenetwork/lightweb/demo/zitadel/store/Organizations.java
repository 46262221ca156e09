// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;

import java.util.Map;

/** The organizations of the instance. Fixed. */
public final class Organizations {
    /** Domain of the demo's organization. */
    public static final String DOMAIN = "tuttle.127.0.0.1";

    /**
     * An organization to which the project is granted: its authorizations show up in the role
     * claims beside those of the owner, and must count for nothing.
     */
    public static final String GUEST = "310000000000000099";

    /** The id under which the project is granted to {@link #GUEST}. */
    public static final String PROJECT_GRANT = "325000000000000001";

    private static final Map<String, String> NAMES =
            Map.of(DemoIds.ORGANIZATION, "Tuttle Network", GUEST, "Guest Organization");
    private static final Map<String, String> DOMAINS =
            Map.of(DemoIds.ORGANIZATION, DOMAIN, GUEST, "guest.127.0.0.1");

    private Organizations() {}

    public static boolean exists(String id) {
        return NAMES.containsKey(id);
    }

    public static String name(String id) {
        return NAMES.getOrDefault(id, "");
    }

    public static String domain(String id) {
        return DOMAINS.getOrDefault(id, "");
    }
}
