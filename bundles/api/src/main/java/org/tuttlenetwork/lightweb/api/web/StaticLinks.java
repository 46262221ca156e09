// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

/** Makes links to files of {@link StaticContent}. Given by the web room; calls are cheap. */
public interface StaticLinks {
    /**
     * @param feature whose file it is, for example {@code portal}
     * @param file the path below the served folder, for example {@code app.css}
     * @return {@code /static/<feature>/<file>?v=<hash>}; without the hash where there is no such
     *     file (yet)
     */
    String link(String feature, String file);
}
