// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import org.tuttlenetwork.lightweb.api.problem.ProblemReason;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.Optional;

/** Puts layout and navigation around a page. Given by the portal. */
public interface Shell {
    /** The whole document. */
    String render(Page page, Viewer viewer, String path);

    /**
     * The whole document for something that went wrong: what happened, whether anything changed,
     * what to do, in the viewer's language.
     *
     * @param reason why, where more is known than the type; a room's section has the words
     */
    String renderProblem(
            ProblemType type, Optional<ProblemReason> reason, Viewer viewer, String path);
}
