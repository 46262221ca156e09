// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import org.tuttlenetwork.lightweb.mesh.plan.Effect;
import org.tuttlenetwork.lightweb.mesh.plan.Held;

import java.time.Instant;

/**
 * Something that is held, as it is shown.
 *
 * @param effect what the change would do
 * @param reason why it is held
 * @param words the reason in words
 * @param since when the writer first held exactly this change
 */
public record HeldChange(Effect effect, Held.Reason reason, String words, Instant since) {}
