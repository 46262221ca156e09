// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import org.tuttlenetwork.lightweb.bench.load.Connection.Answer;

/**
 * One operation in the life of what is deployed.
 *
 * @param version what is live after it; empty where nothing is
 */
record Step(Operation operation, String version, Change.Preparation preparation) {
    /** Whether an answer shows that it is done: the first by that version, or the first 404. */
    boolean isSeen(Answer answer) {
        return version.isEmpty()
                ? answer.status() == 404
                : answer.status() == 200
                        && answer.body().contains("\"revision\":\"" + version + "\"");
    }
}
