// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import java.util.Map;
import java.util.Set;

/** What may break a rule of {@link ArrowsTest} or {@link SourceRulesTest}, each with its reason. */
final class Exceptions {
    private Exceptions() {}

    private static final String TUTTLE = Modules.BASE;

    /** Modules that are programs or plain libraries, outside the framework. */
    static final Set<String> PROGRAMS =
            Set.of("vpn-core/client", "vpn-core/agent", "vpn-core/signer");

    static final Set<String> REST_IS_ITS_TRADE = Set.of("bundles/web");

    static final Map<String, String> JPA = Map.of();
    static final Map<String, String> JAX_RS = Map.of();
    static final Map<String, String> FRAMEWORK = Map.of();
    static final Map<String, String> CYCLES = Map.of();
    static final Map<String, String> CATCH_ALL = Map.of();
}
