// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

/**
 * A service that has files of its bundle served under {@code /static/<feature>/}, to everybody.
 * They are read once, when the service comes: they should be few and small. A link that carries the
 * content's hash ({@link StaticLinks}) is cached for a year, any other is revalidated.
 */
public interface StaticContent {
    /** The folder in the bundle, for example {@code static}; everything below is served. */
    default String folder() {
        return "static";
    }
}
