// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.sample.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row of the feature's own schema; nobody makes one. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills it.
public class Plant {
    @Id private String name;

    protected Plant() {}

    String name() {
        return name;
    }
}
