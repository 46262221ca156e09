// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.When;
import org.tuttlenetwork.lightweb.catalog.Instance;

import java.time.Instant;

/**
 * A placed service as an administrator sees it.
 *
 * @param path its pages
 * @param title what people call it
 * @param type the id of its type
 * @param place where it is offered, in words
 * @param peer the machine that it runs on
 * @param placed when it was placed, as HTML
 */
public record InstanceRow(
        String path, String title, String type, String place, String peer, String placed) {
    static InstanceRow of(Instance instance, Instant now, Messages messages) {
        String place =
                switch (instance.place()) {
                    case Instance.WholeNetwork() -> messages.text("everybody");
                    case Instance.OnIsland on -> messages.text("on.island", on.slug());
                };
        return new InstanceRow(
                "/services/instances/" + instance.id(),
                instance.title(),
                instance.typeId(),
                place,
                instance.peer(),
                When.markup(instance.placedAt(), now, messages.locale()));
    }
}
