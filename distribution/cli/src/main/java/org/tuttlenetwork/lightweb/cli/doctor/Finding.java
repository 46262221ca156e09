// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

/** A check's name, and what it found. */
public record Finding(String name, Verdict verdict) {}
