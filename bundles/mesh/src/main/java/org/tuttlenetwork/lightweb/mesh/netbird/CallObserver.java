// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

/** Told how calls to NetBird end, retried ones one by one. */
public interface CallObserver {
    /** Nobody looks. */
    CallObserver NONE =
            new CallObserver() {
                @Override
                public void answered(String method, int status) {}

                @Override
                public void unanswered(String method) {}
            };

    void answered(String method, int status);

    /** No answer came, or none that could be read. */
    void unanswered(String method);
}
