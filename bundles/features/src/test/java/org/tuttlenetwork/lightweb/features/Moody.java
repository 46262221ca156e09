// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;

import java.util.concurrent.CountDownLatch;

/**
 * What a feature in a mood brings: a service as {@link Sample}'s, and a health check that follows a
 * system property named after the bundle: {@code down}, {@code hang}, {@code throw}; {@code
 * hang-start} and {@code fail-start} are about its start, {@code hang-service} and {@code lazy}
 * about services that hang when somebody gets them.
 */
public final class Moody implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        String name = name(context.getBundle().getSymbolicName(), context.getBundle().getVersion());
        switch (System.getProperty(name, "")) {
            case "hang-start" -> new CountDownLatch(1).await();
            case "fail-start" -> throw new IllegalStateException("No water in the garden");
            default -> new Sample().start(context);
        }
        if (System.getProperty(name, "").equals("lazy")) {
            context.registerService(Runnable.class, new Lazy<>(), null);
        }
        if (System.getProperty(name, "").equals("hang-service")) {
            context.registerService(HealthCheck.class, new Lazy<>(), null);
        } else {
            context.registerService(HealthCheck.class, new Mood(name), null);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    static String name(String bundle, Object version) {
        return bundle + "-" + version;
    }

    /** A service that is made when somebody gets it, and that is never done. */
    private record Lazy<T>() implements ServiceFactory<T> {
        @Override
        public T getService(Bundle bundle, ServiceRegistration<T> registration) {
            Mood.sleep();
            throw new IllegalStateException("It was interrupted");
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<T> registration, T service) {
            // Nobody ever gets one.
        }
    }

    private record Mood(String property) implements HealthCheck {
        @Override
        public String name() {
            return "mood";
        }

        @Override
        public Health health() {
            return switch (System.getProperty(property, "")) {
                case "down" -> Health.down("The pump is broken.");
                case "throw" -> throw new IllegalStateException("The pump exploded");
                case "hang" -> {
                    sleep();
                    yield Health.working();
                }
                default -> Health.working();
            };
        }

        private static void sleep() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
