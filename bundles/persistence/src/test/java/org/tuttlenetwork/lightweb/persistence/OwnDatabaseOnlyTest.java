// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.tuttlenetwork.lightweb.api.data.Database;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class OwnDatabaseOnlyTest {
    private final OwnDatabaseOnly hook = new OwnDatabaseOnly();
    private final Bundle own = bundle(7);
    private final Bundle other = bundle(8);
    private final ServiceReference<?> database = reference(own, Database.class);
    private final ServiceReference<?> runnable = reference(own, Runnable.class);

    @Test
    void hidesTheDatabaseOfAnotherBundle() {
        assertThat(found(context(other))).containsExactly(runnable);
        assertThat(found(context(own))).containsExactly(database, runnable);
    }

    @Test
    void hidesNothingFromTheFramework() {
        assertThat(found(context(bundle(0)))).containsExactly(database, runnable);
    }

    @Test
    void tellsOnlyTheOwnerOfItsComingAndGoing() {
        BundleContext mine = context(own);
        Map<BundleContext, Collection<ListenerInfo>> listeners = new HashMap<>();
        listeners.put(mine, List.of());
        listeners.put(context(other), List.of());
        hook.event(new ServiceEvent(ServiceEvent.REGISTERED, runnable), listeners);
        assertThat(listeners).hasSize(2);
        hook.event(new ServiceEvent(ServiceEvent.REGISTERED, database), listeners);
        assertThat(listeners).containsOnlyKeys(mine);
    }

    private List<ServiceReference<?>> found(BundleContext context) {
        List<ServiceReference<?>> references = new ArrayList<>(List.of(database, runnable));
        hook.find(context, null, null, true, references);
        return references;
    }

    private static Bundle bundle(long id) {
        return fake(Bundle.class, Map.of("getBundleId", id));
    }

    private static BundleContext context(Bundle bundle) {
        return fake(BundleContext.class, Map.of("getBundle", bundle));
    }

    private static ServiceReference<?> reference(Bundle bundle, Class<?> type) {
        return fake(
                ServiceReference.class,
                Map.of("getBundle", bundle, "getProperty", new String[] {type.getName()}));
    }

    /** Answers what is given, for object class as the only property; equal only to itself. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        OwnDatabaseOnlyTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                switch (method.getName()) {
                                    case "equals" -> self == arguments[0];
                                    case "hashCode" -> System.identityHashCode(self);
                                    case "toString" -> type.getSimpleName() + answers;
                                    case "getProperty" ->
                                            Constants.OBJECTCLASS.equals(arguments[0])
                                                    ? answers.get("getProperty")
                                                    : null;
                                    default -> answers.get(method.getName());
                                }));
    }
}
