// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.problem;

import java.util.List;

/**
 * Why, for who says it in other words than the problem's English detail: pages do, in the language
 * of who looks. Never part of a problem document.
 *
 * @param key stable, in kebab-case; the text {@code because.} and the key of the room that throws
 * @param arguments what stands in that text
 */
public record ProblemReason(String key, List<Object> arguments) {
    public ProblemReason {
        arguments = List.copyOf(arguments);
    }
}
