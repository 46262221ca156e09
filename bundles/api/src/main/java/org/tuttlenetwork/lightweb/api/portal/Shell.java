// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import org.tuttlenetwork.lightweb.api.problem.ProblemType;

/** Puts layout and navigation around a page. Given by the portal. */
public interface Shell {
    /** The whole document. */
    String render(Page page, Viewer viewer, String path);

    /**
     * The whole document for something that went wrong: what happened, whether anything changed,
     * what to do.
     *
     * @param detail as in the problem document
     */
    String renderProblem(ProblemType type, String detail, Viewer viewer, String path);
}
