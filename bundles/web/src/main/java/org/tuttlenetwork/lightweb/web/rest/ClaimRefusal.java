// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.tuttlenetwork.lightweb.api.portal.Messages;

import java.util.List;
import java.util.Locale;

/**
 * Why a segment cannot be claimed.
 *
 * @param key of its sentence
 * @param arguments of its sentence
 */
record ClaimRefusal(String key, List<String> arguments) {
    ClaimRefusal {
        arguments = List.copyOf(arguments);
    }

    /** The sentence, without its first capital letter and full stop: it stands within others. */
    String words(Locale locale) {
        return Messages.of(ClaimRefusal.class, locale).text(key, arguments.toArray());
    }
}
