// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/**
 * What crypto friendliness is computed from.
 *
 * @param status whether it is legal
 * @param tax how private persons are taxed
 */
public record CryptoInputs(CryptoStatus status, CryptoTax tax) {}
