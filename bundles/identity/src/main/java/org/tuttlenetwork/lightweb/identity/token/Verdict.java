// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.token;

import org.tuttlenetwork.lightweb.api.identity.UserId;

/** What a token says, apart from how its user stands now. */
public sealed interface Verdict {
    /**
     * The issuer vouches for it, now and for us.
     *
     * @param subject whose
     */
    record Good(UserId subject) implements Verdict {}

    /**
     * Refused.
     *
     * @param why ASCII without quotes or backslashes
     */
    record Bad(String why) implements Verdict {}

    /**
     * Can't be said now.
     *
     * @param why in words
     */
    record Unknown(String why) implements Verdict {}
}
