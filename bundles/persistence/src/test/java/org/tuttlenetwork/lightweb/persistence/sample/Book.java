// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** An entity with a lazy reference, so that a proxy is made in the bundle's class loader. */
@Entity
@Table(name = "book")
public class Book {
    @Id private String id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "shelf")
    private Shelf shelf;

    protected Book() {}

    public Book(String id, Shelf shelf) {
        this.id = id;
        this.shelf = shelf;
    }

    public String getId() {
        return id;
    }

    public Shelf getShelf() {
        return shelf;
    }
}
