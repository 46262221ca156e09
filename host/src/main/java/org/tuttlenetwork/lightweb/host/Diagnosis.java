// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What is not as declared, at this moment, in words. Registered as a {@code Supplier} with the
 * property {@code lightweb.diagnosis=true}, so that readiness can show it.
 */
final class Diagnosis implements Supplier<List<String>> {
    private final BundleContext context;
    private final Map<DeclaredBundle, Bundle> declared;
    private final Map<Bundle, String> failures;
    private final Supplier<List<String>> configuration;
    private final BundleDiagnosis bundles;

    /**
     * @param failures why bundles did not start whose packages are all there; changes as bundles do
     * @param configuration what is refused of the configuration
     */
    Diagnosis(
            BundleContext context,
            Map<DeclaredBundle, Bundle> declared,
            Map<Bundle, String> failures,
            Supplier<List<String>> configuration) {
        this.context = context;
        this.declared = declared;
        this.failures = failures;
        this.configuration = configuration;
        this.bundles = new BundleDiagnosis(context);
    }

    /** Sentences, the deepest causes first; empty when everything runs. */
    @Override
    public List<String> get() {
        List<String> problems = new ArrayList<>(configuration.get());
        for (Bundle bundle : declared.values()) {
            problems.addAll(problems(bundle));
        }
        for (String problem : bundles.problems()) {
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
        components(ComponentDiagnosis::problems, problems);
        return problems;
    }

    /**
     * Equal to what it was for as long as {@link #get}, {@link #coreFailures} and {@link #pids} say
     * what they said: asking costs next to nothing, and they ask every component.
     */
    Object version() {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        Object components =
                reference == null ? "none" : reference.getProperty(Constants.SERVICE_CHANGECOUNT);
        List<Object> states = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            states.add(bundle.getBundleId());
            states.add(bundle.getState());
            states.add(bundle.getLastModified());
        }
        return List.of(
                configuration.get(),
                states,
                Map.copyOf(failures),
                Objects.requireNonNullElse(components, "none"));
    }

    /** Why this bundle does not run; empty when it does. */
    List<String> problems(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE, Bundle.STARTING, Bundle.UNINSTALLED -> List.of();
            case Bundle.INSTALLED -> bundles.explain(bundle);
            default ->
                    isFragment(bundle)
                            ? List.of()
                            : List.of(
                                    BundleDiagnosis.name(bundle)
                                            + " does not run: "
                                            + failures.getOrDefault(bundle, "it was stopped"));
        };
    }

    /** What is wrong with any one bundle and with its components; empty when nothing is. */
    List<String> ofBundle(Bundle bundle) {
        List<String> all = new ArrayList<>(problems(bundle));
        components(diagnosis -> diagnosis.problems(bundle), all);
        return all;
    }

    /** Components of core bundles that failed to start. */
    List<String> coreFailures() {
        TreeSet<String> core = new TreeSet<>();
        declared.forEach(
                (declaration, bundle) -> {
                    if (declaration.group() != DeclaredBundle.Group.FEATURES) {
                        core.add(bundle.getSymbolicName());
                    }
                });
        List<String> problems = new ArrayList<>();
        components(
                diagnosis ->
                        diagnosis.failures().stream()
                                .filter(failure -> core.contains(failure.bundle()))
                                .map(ComponentDiagnosis.Failure::sentence)
                                .toList(),
                problems);
        return problems;
    }

    /** PIDs that some component reads. */
    List<String> pids() {
        List<String> pids = new ArrayList<>();
        components(diagnosis -> List.copyOf(diagnosis.pids()), pids);
        return pids;
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    private void components(
            java.util.function.Function<ComponentDiagnosis, List<String>> question,
            List<String> answers) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) {
            answers.add("no component runs: org.apache.felix.scr is not started");
            return;
        }
        ServiceComponentRuntime runtime = context.getService(reference);
        if (runtime != null) {
            answers.addAll(question.apply(new ComponentDiagnosis(runtime)));
            context.ungetService(reference);
        }
    }
}
