// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of a bundle that the framework test installs; read by reflection only. */
@Entity
@Table(name = "shelf")
public class Shelf {
    @Id private String id;
    private String label;

    protected Shelf() {}

    public Shelf(String id, String label) {
        this.id = id;
        this.label = label;
    }

    public String getId() {
        return id;
    }

    public String getLabel() {
        return label;
    }
}
