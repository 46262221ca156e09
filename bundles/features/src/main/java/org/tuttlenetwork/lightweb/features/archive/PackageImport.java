// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import org.osgi.framework.VersionRange;

/**
 * A package that a bundle imports.
 *
 * @param name the package's name
 * @param range which versions of it
 * @param optional whether the bundle runs without it
 */
public record PackageImport(String name, VersionRange range, boolean optional) {}
