// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Configurations in a map; what nobody should call throws. */
final class MemoryConfigurations {
    final Map<String, Dictionary<String, Object>> values = new ConcurrentHashMap<>();

    /** The PID whose properties are refused with an exception that nobody declares. */
    volatile String refused = "none";

    ConfigurationAdmin admin() {
        return (ConfigurationAdmin)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ConfigurationAdmin.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getConfiguration" -> configuration((String) arguments[0]);
                                    case "listConfigurations" -> list((String) arguments[0]);
                                    default ->
                                            throw new InvocationTargetException(
                                                    new UnsupportedOperationException(
                                                            method.getName()));
                                });
    }

    /** As Felix does. */
    private static void refuseOneKeyInTwoCases(Dictionary<String, Object> properties) {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String key : Collections.list(properties.keys())) {
            if (!keys.add(key)) {
                throw new IllegalArgumentException(
                        "Key [" + key + "] already present in different case");
            }
        }
    }

    private Configuration[] list(String filter) {
        String pid = filter.substring("(service.pid=".length(), filter.length() - 1);
        return values.containsKey(pid) ? new Configuration[] {configuration(pid)} : null;
    }

    @SuppressWarnings("unchecked") // The only dictionaries that are written have this type.
    private Configuration configuration(String pid) {
        return (Configuration)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Configuration.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getProperties" -> values.get(pid);
                                    case "updateIfDifferent" -> {
                                        if (pid.startsWith(refused)) {
                                            throw new IllegalArgumentException("not taken");
                                        }
                                        refuseOneKeyInTwoCases(
                                                (Dictionary<String, Object>) arguments[0]);
                                        values.put(pid, (Dictionary<String, Object>) arguments[0]);
                                        yield true;
                                    }
                                    case "delete" -> values.remove(pid);
                                    default ->
                                            throw new InvocationTargetException(
                                                    new UnsupportedOperationException(
                                                            method.getName()));
                                });
    }
}
