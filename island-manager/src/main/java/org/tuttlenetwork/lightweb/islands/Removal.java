// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import java.util.Optional;

/**
 * That somebody was taken out by another, and what they were, so that it can be undone.
 *
 * @param role what they were
 * @param until when it would have ended by itself
 * @param by who took them out, and when
 */
public record Removal(MemberRole role, Optional<Note.By> until, Note.By by) {}
