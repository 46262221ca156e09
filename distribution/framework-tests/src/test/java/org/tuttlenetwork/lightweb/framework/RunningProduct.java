// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts Pax Exam's container once for all tests of the JVM, hands it to those that ask for a
 * {@link Product}, and stops it after the last.
 */
public final class RunningProduct implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RunningProduct.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Product.class;
    }

    @Override
    public Product resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Start.class, _ -> Start.attempt(), Start.class)
                .product();
    }

    /** One attempt: where it failed, every test says why without waiting for it again. */
    private record Start(@Nullable Product running, @Nullable Throwable failure)
            implements AutoCloseable {
        static Start attempt() {
            try {
                return new Start(Product.start(), null);
            } catch (IllegalStateException | AssertionError e) {
                return new Start(null, e);
            }
        }

        Product product() {
            if (running == null) {
                throw new ParameterResolutionException("The product did not start", failure);
            }
            return running;
        }

        @Override
        public void close() {
            if (running != null) {
                running.close();
            }
        }
    }
}
