// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.When;

import java.time.Instant;

/**
 * A copy of a feature's data as the pages show it.
 *
 * @param made when, as HTML
 * @param keptUntil when it is forgotten, as HTML
 */
public record DumpRow(SchemaDump dump, String made, String keptUntil) {
    static DumpRow of(SchemaDump dump, Messages messages, Instant now) {
        return new DumpRow(
                dump,
                When.markup(dump.madeAt(), now, messages.locale()),
                When.markup(dump.keptUntil(), now, messages.locale()));
    }
}
