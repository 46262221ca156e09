// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.web.Resource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** A resource that served requests and went must not leave its bundle's class loader behind. */
class LeakIT {
    /** Defines the samples anew, as a bundle's loader would. */
    private static final class BundleLoader extends ClassLoader {
        BundleLoader() {
            super(LeakIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LeakySamples.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in =
                    getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static WeakReference<ClassLoader> useOnce(TestHost host) throws Exception {
        BundleLoader loader = new BundleLoader();
        Class<?> leaky = loader.loadClass(LeakySamples.Leaky.class.getName());
        Resource resource = (Resource) leaky.getDeclaredConstructor().newInstance();
        assertThat(resource.getClass().getClassLoader()).isSameAs(loader);
        long id = host.add("guest", resource);
        String json = "{\"name\":\"a\",\"inner\":[{\"number\":1}]}";
        assertThat(host.postAs("member", "/api/v1/leaky", json).body()).isEqualTo(json);
        assertThat(host.postAs("member", "/api/v1/leaky", "{").statusCode()).isEqualTo(400);
        assertThat(host.get("/openapi.json").body()).contains("guest.Body");
        host.registry.remove(id);
        return new WeakReference<>(loader);
    }

    @Test
    void noLoaderOutlivesItsGeneration() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (TestHost host = new TestHost()) {
            for (int i = 0; i < 8; i++) {
                loaders.add(useOnce(host));
            }
            assertThat(alive(loaders)).isLessThanOrEqualTo(1);
        }
    }

    /** One may hang in a cache of the last use. */
    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        long alive = loaders.size();
        while (alive > 1 && System.nanoTime() < deadline) {
            System.gc();
            alive = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        return alive;
    }
}
