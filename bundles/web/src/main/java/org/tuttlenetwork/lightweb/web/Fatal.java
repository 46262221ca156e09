// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells the host that it cannot go on: a service with the property {@code lightweb.fatal}, whose
 * text it prints before it exits with 1.
 */
final class Fatal {
    private Fatal() {}

    /** Runs a step of the start; what it throws is told to the host and thrown on. */
    static <T> T orFatal(BundleContext context, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw told(context, e);
        }
    }

    private static RuntimeException told(BundleContext context, RuntimeException failure) {
        String text = String.valueOf(failure.getMessage());
        context.registerService(
                String.class, text, FrameworkUtil.asDictionary(Map.of("lightweb.fatal", text)));
        return failure;
    }
}
