// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configuration that a revision brings, under what {@code etc/} says. Each revision has a
 * targeted PID of its own (Compendium R8, §104.3.2), so that two at once differ and going back
 * takes the old one's configuration along.
 */
public final class Defaults implements ConfigurationListener {
    /** PIDs that may not be told to a component. */
    private static final java.util.Set<String> OWN =
            java.util.Set.of(Constants.SERVICE_PID, "felix.fileinstall.filename");

    private final ConfigurationAdmin admin;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(String pid, Map<String, Object> values) {}

    public Defaults(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Gives a bundle of a revision its defaults, before it starts. */
    public void give(Bundle bundle, Map<String, Map<String, Object>> configurations) {
        configurations.forEach(
                (pid, values) -> {
                    String target =
                            String.join(
                                    "|",
                                    pid,
                                    bundle.getSymbolicName(),
                                    bundle.getVersion().toString(),
                                    bundle.getLocation());
                    entries.put(target, new Entry(pid, Map.copyOf(values)));
                    write(target);
                });
    }

    /** Takes them back when the bundle goes. */
    public void takeBack(Bundle bundle) {
        for (String target : entries.keySet()) {
            if (target.endsWith("|" + bundle.getLocation())) {
                entries.remove(target);
                try {
                    admin.getConfiguration(target, "?").delete();
                } catch (IOException e) {
                    throw new UncheckedIOException("Config Admin did not forget " + target, e);
                }
            }
        }
    }

    /** What {@code etc/} says has changed: it is put over the defaults again. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        entries.forEach(
                (target, entry) -> {
                    if (entry.pid().equals(event.getPid())) {
                        write(target);
                    }
                });
    }

    private void write(String target) {
        Entry entry = entries.get(target);
        if (entry == null) {
            return;
        }
        try {
            // Config Admin refuses a key that is there in another case (Compendium R8, §104.4.3).
            Map<String, Object> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            merged.putAll(entry.values());
            Configuration[] own =
                    admin.listConfigurations("(" + Constants.SERVICE_PID + "=" + entry.pid() + ")");
            Dictionary<String, Object> over = own == null ? null : own[0].getProperties();
            if (over != null) {
                for (String key : Collections.list(over.keys())) {
                    if (!OWN.contains(key)) {
                        merged.put(key, over.get(key));
                    }
                }
            }
            admin.getConfiguration(target, "?").updateIfDifferent(new Hashtable<>(merged));
        } catch (IOException e) {
            throw new UncheckedIOException("Config Admin did not take " + target, e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
