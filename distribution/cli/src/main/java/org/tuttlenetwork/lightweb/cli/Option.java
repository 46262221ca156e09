// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

/**
 * An option of a component's configuration, as its metatype describes it (OSGi Compendium, chapter
 * 105).
 *
 * @param key as in the file
 * @param description what it is for, with its unit and range
 * @param usual its default; empty where there is none
 */
record Option(String key, String description, String usual) {}
