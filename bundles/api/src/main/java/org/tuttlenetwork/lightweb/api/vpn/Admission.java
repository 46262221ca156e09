// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.vpn;

import java.util.Set;

/**
 * Which pools a country's law admits nodes to. Changes appear in the feed under topic {@value
 * #TOPIC}.
 */
public interface Admission {
    String TOPIC = "pools.document";

    /**
     * @param jurisdiction ISO 3166-1 alpha-2, upper case
     * @return the pools; empty also where the country is not assessed
     */
    Set<PoolId> admits(String jurisdiction);

    /** Whether the country is assessed at all. */
    boolean isAssessed(String jurisdiction);
}
