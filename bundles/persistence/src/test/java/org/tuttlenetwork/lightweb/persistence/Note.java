// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "note")
class Note {
    @Id private String id;
    private String text;

    protected Note() {}

    Note(String id, String text) {
        this.id = id;
        this.text = text;
    }

    String text() {
        return text;
    }
}
