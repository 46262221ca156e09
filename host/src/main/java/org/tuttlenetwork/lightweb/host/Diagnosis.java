// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words which bundle or component is not satisfied, and why. */
final class Diagnosis {
    private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)");
    private static final Pattern RANGE = Pattern.compile("\\(version(>=|<=|<|>)([\\w.]+)\\)");

    private final BundleContext context;
    private final Map<String, String> startFailures = new TreeMap<>();

    Diagnosis(BundleContext context) {
        this.context = context;
    }

    /** Remembers why a bundle did not start. */
    synchronized void failed(Bundle bundle, String message) {
        startFailures.put(bundle.getSymbolicName(), inWords(message));
    }

    /** Everything that is not as it should be, one line each; empty where all is well. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get("Fragment-Host") != null;
            if (bundle.getState() != Bundle.ACTIVE
                    && bundle.getState() != Bundle.STARTING
                    && !fragment) {
                String why = startFailures.getOrDefault(bundle.getSymbolicName(), "it was stopped");
                lines.add("bundle " + bundle.getSymbolicName() + " is not started: " + why);
            }
        }
        lines.addAll(components());
        return lines;
    }

    private List<String> components() {
        List<String> lines = new ArrayList<>();
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) {
            return List.of("the component runtime (org.apache.felix.scr) is not running");
        }
        ServiceComponentRuntime runtime = context.getService(reference);
        try {
            for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
                for (ComponentConfigurationDTO configuration :
                        runtime.getComponentConfigurationDTOs(description)) {
                    component(description, configuration, lines);
                }
            }
        } finally {
            context.ungetService(reference);
        }
        return lines;
    }

    private static void component(
            ComponentDescriptionDTO description,
            ComponentConfigurationDTO configuration,
            List<String> lines) {
        String name = "component " + description.name;
        switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                    lines.add(name + " waits for service " + service(description, missing.name));
                }
            }
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                    lines.add(
                            name
                                    + " waits for its configuration: etc/"
                                    + String.join(", ", description.configurationPid)
                                    + ".cfg");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                    lines.add(name + " failed to start: " + firstLine(configuration.failure));
            default -> {
                // Satisfied or active: nothing to say.
            }
        }
    }

    private static String service(ComponentDescriptionDTO description, String reference) {
        for (var declared : description.references) {
            if (declared.name.equals(reference)) {
                return declared.interfaceName
                        + (declared.target == null ? "" : " " + declared.target);
            }
        }
        return reference;
    }

    private static String firstLine(String failure) {
        return failure.lines()
                .limit(3)
                .reduce((a, b) -> a + " " + b.strip())
                .orElse("no reason given");
    }

    /** The framework's resolver message as a sentence, where it is one that can be read. */
    static String inWords(String message) {
        Matcher missing = PACKAGE.matcher(message);
        String last = "";
        while (missing.find()) {
            last = missing.group(1);
        }
        if (last.isEmpty()) {
            return message;
        }
        String tail = message.substring(message.lastIndexOf(last));
        StringBuilder range = new StringBuilder();
        Matcher version = RANGE.matcher(tail);
        while (version.find()) {
            range.append(' ').append(version.group(1)).append(' ').append(version.group(2));
        }
        return "it needs the package "
                + last
                + (range.isEmpty() ? "" : " in version" + range)
                + ", which no bundle offers";
    }
}
