// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.island;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks islands up. Changes appear in the feed under topic {@value #TOPIC}, key = island id. */
public interface Islands {
    String TOPIC = "islands.island";

    Optional<Island> find(UUID id);

    Optional<Island> bySlug(String slug);

    /** The islands that somebody is an effective member of, by name. */
    List<Island> of(UserId user);
}
