// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import java.time.Duration;
import java.util.List;

/**
 * A thread as it was seen.
 *
 * @param id its id in this JVM
 * @param used the processor time that it has used; for a virtual thread that of its carrier
 * @param frames as in a stack trace, the innermost first
 */
record ThreadView(long id, String name, Duration used, List<String> frames) {
    /** The class of a frame: {@code module/class.method(file:line)} or without a module. */
    static String className(String frame) {
        int end = frame.indexOf('(');
        String method = end < 0 ? frame : frame.substring(0, end);
        String place = method.substring(method.lastIndexOf('/') + 1);
        int dot = place.lastIndexOf('.');
        return dot < 0 ? place : place.substring(0, dot);
    }
}
