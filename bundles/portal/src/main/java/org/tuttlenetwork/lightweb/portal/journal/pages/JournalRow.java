// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.pages;

import org.tuttlenetwork.lightweb.api.journal.JournalEntry;

/**
 * An entry as the page shows it.
 *
 * @param entry as the journal keeps it
 * @param when when it was written, as HTML
 * @param who by name, or in words
 * @param whoLink leads to everything that they did; empty where nobody did it
 * @param object by name where it is somebody, by kind and id otherwise
 * @param objectLink leads to everything that was done to it
 */
public record JournalRow(
        JournalEntry entry,
        String when,
        String who,
        String whoLink,
        String object,
        String objectLink) {}
