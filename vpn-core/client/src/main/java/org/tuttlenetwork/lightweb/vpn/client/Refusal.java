// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

/** Why a document is not accepted. */
public enum Refusal {
    /** Past a limit of size, depth or count. */
    TOO_LARGE,
    /** Not the JSON that it should be; also duplicate keys. */
    MALFORMED,
    /** Fewer good signatures than the root asks for, by keys that it names for this type. */
    BAD_SIGNATURE,
    /** Signed, but says that it is another type or another pool's. */
    WRONG_TYPE,
    /** Older than what is held or than the timestamp says. */
    ROLLBACK,
    /** The version of what is held, with other content. */
    FORKED,
    /** So far ahead that no later version could follow. */
    FAST_FORWARD,
    /** A new root that does not follow the held one by one. */
    ROOT_GAP,
    /** Expired, beyond the allowance for clocks. */
    EXPIRED,
    /** Issued in the future, beyond the allowance for clocks. */
    NOT_YET_VALID,
    /** Not what the timestamp names for this version. */
    NOT_AS_TIMESTAMPED
}
