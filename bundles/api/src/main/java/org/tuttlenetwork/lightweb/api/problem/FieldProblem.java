// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.problem;

/**
 * One field of the input that breaks a rule.
 *
 * @param field the path of the field in the request, for example {@code device.publicKey}
 * @param rule what is allowed, in words that the caller can act on
 */
public record FieldProblem(String field, String rule) {}
