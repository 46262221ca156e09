// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row of the feature's own schema. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills it.
public class Bed {
    @Id private String name;

    protected Bed() {}

    Bed(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
