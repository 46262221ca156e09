// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says which components are not running, grouped by cause: what fails or is missing first, and who
 * waits for it.
 */
final class ComponentDiagnosis {
    /** How SCR begins where a component that is needed could not be made. */
    static final String NEEDED = "Unable to get service for reference";

    private final ServiceComponentRuntime runtime;

    ComponentDiagnosis(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** What is known of one component: its description and its configurations. */
    private record Component(
            ComponentDescriptionDTO description,
            Collection<ComponentConfigurationDTO> configurations) {
        boolean provides(String service) {
            return Arrays.asList(description.serviceInterfaces).contains(service);
        }

        boolean satisfied() {
            return configurations.stream().anyMatch(c -> (c.state & (SATISFIED | ACTIVE)) != 0);
        }

        private static final int SATISFIED = ComponentConfigurationDTO.SATISFIED;
        private static final int ACTIVE = ComponentConfigurationDTO.ACTIVE;
    }

    /**
     * A component whose constructor or activation threw.
     *
     * @param bundle symbolic name of its bundle
     * @param sentence what happened
     */
    record Failure(String bundle, String sentence) {
        /** Whether it only tells that a component that is needed failed: that one's words count. */
        boolean isOfAnother() {
            return sentence.contains(NEEDED);
        }
    }

    List<String> problems() {
        List<Component> components = components();
        return problems(components, components, false);
    }

    /** The same, of the components of one bundle only. */
    List<String> problems(Bundle bundle) {
        List<Component> own =
                runtime.getComponentDescriptionDTOs(bundle).stream()
                        .map(d -> new Component(d, runtime.getComponentConfigurationDTOs(d)))
                        .toList();
        return own.isEmpty() ? List.of() : problems(own, components(), true);
    }

    /**
     * @param components of which problems are told
     * @param all among which what they need could come
     * @param impatient whether what is only on its way is told too
     */
    private static List<String> problems(
            List<Component> components, List<Component> all, boolean impatient) {
        List<String> problems = new ArrayList<>();
        failures(components).forEach(failure -> problems.add(failure.sentence()));
        Map<String, TreeSet<String>> waiting = new TreeMap<>();
        for (Component component : components) {
            for (ComponentConfigurationDTO configuration : component.configurations()) {
                if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    for (String cause : causes(component, configuration, all, impatient)) {
                        waiting.computeIfAbsent(cause, c -> new TreeSet<>())
                                .add(component.description().name);
                    }
                }
            }
            unconfigured(component).ifPresent(problems::add);
        }
        waiting.forEach(
                (cause, names) ->
                        problems.add(cause + "; waiting for it: " + String.join(", ", names)));
        return problems;
    }

    List<Failure> failures() {
        return failures(components());
    }

    private static List<Failure> failures(List<Component> components) {
        List<Failure> failures = new ArrayList<>();
        for (Component component : components) {
            for (ComponentConfigurationDTO configuration : component.configurations()) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failures.add(
                            new Failure(
                                    component.description().bundle.symbolicName,
                                    component.description().name
                                            + " failed to start: "
                                            + reason(configuration.failure)));
                }
            }
        }
        List<Failure> roots = failures.stream().filter(f -> !f.isOfAnother()).toList();
        return roots.isEmpty() ? failures : roots;
    }

    /** PIDs that some component reads. */
    TreeSet<String> pids() {
        TreeSet<String> pids = new TreeSet<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            pids.addAll(Arrays.asList(description.configurationPid));
        }
        return pids;
    }

    private List<Component> components() {
        return runtime.getComponentDescriptionDTOs().stream()
                .map(d -> new Component(d, runtime.getComponentConfigurationDTOs(d)))
                .toList();
    }

    private static Optional<String> unconfigured(Component component) {
        boolean missing =
                component.configurations().stream()
                        .anyMatch(
                                c ->
                                        c.state
                                                == ComponentConfigurationDTO
                                                        .UNSATISFIED_CONFIGURATION);
        return missing
                ? Optional.of(
                        component.description().name
                                + " needs a configuration: etc/"
                                + String.join(
                                        ".cfg or etc/", component.description().configurationPid)
                                + ".cfg is not there")
                : Optional.empty();
    }

    /** The missing services, each only where nobody here could come to provide it. */
    private static List<String> causes(
            Component component,
            ComponentConfigurationDTO configuration,
            List<Component> components,
            boolean impatient) {
        List<String> causes = new ArrayList<>();
        for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
            String service = service(component.description(), reference.name);
            List<Component> providers =
                    components.stream().filter(c -> c.provides(service)).toList();
            boolean onTheWay = providers.stream().anyMatch(provider -> !provider.satisfied());
            if (!onTheWay) {
                causes.add(missing(service, reference, providers));
            } else if (impatient) {
                causes.add("the service " + service + " is not there yet");
            }
        }
        return causes;
    }

    private static String missing(
            String service, UnsatisfiedReferenceDTO reference, List<Component> providers) {
        String target = reference.target == null ? "" : " with " + reference.target;
        if (providers.isEmpty()) {
            return "the service "
                    + service
                    + target
                    + " is missing, and no component of a started bundle provides it";
        }
        return "the service "
                + service
                + target
                + " is missing; "
                + providers.getFirst().description().name
                + " provides it without what is asked for";
    }

    private static String service(ComponentDescriptionDTO description, String reference) {
        for (ReferenceDTO candidate : description.references) {
            if (candidate.name.equals(reference)) {
                return candidate.interfaceName;
            }
        }
        return reference;
    }

    /** From a stack trace, the innermost cause's own words. */
    static String reason(@Nullable String failure) {
        if (failure == null) {
            return "for a reason that was not told";
        }
        Optional<String> refused = RefusedSetting.in(failure);
        if (refused.isPresent()) {
            return refused.get();
        }
        List<String> lines = failure.lines().toList();
        String reason = lines.getFirst();
        for (String line : lines) {
            if (line.startsWith("Caused by: ")) {
                reason = line.substring("Caused by: ".length());
            }
        }
        int colon = reason.indexOf(": ");
        boolean ownWords = colon > 0 && reason.substring(0, colon).matches("[\\w.$]+Exception");
        return ownWords && reason.startsWith("java.lang.Illegal")
                ? reason.substring(colon + 2)
                : reason;
    }
}
