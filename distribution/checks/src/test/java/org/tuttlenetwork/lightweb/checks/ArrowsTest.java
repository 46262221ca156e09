// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.checks.Modules.BASE;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The arrows between rooms, read from bytecode and poms. Exceptions stand in {@link Exceptions}.
 */
class ArrowsTest {
    private static boolean isBundle(String module) {
        return !module.startsWith("distribution/")
                && !module.equals("host")
                && !Exceptions.PROGRAMS.contains(module);
    }

    @Test
    void aBundleUsesOnlyItselfAndTheApi() {
        Map<String, String> home = new TreeMap<>();
        Modules.classes()
                .forEach((module, types) -> types.forEach(t -> home.put(t.getName(), module)));
        Set<String> found =
                violations(
                        (module, type) -> isBundle(module),
                        (module, target) -> {
                            String of = home.getOrDefault(outer(target), module);
                            return !of.equals(module) && !of.equals("bundles/api");
                        });
        assertThat(found).as("Ask the service registry for an interface of bundles/api").isEmpty();
    }

    @Test
    void aBundlesPomNamesNoOtherBundleButTheApi() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String module : Modules.classes().keySet()) {
            if (!isBundle(module)) {
                continue;
            }
            var project = PomsTest.parse(Path.of(module, "pom.xml"));
            PomsTest.children(project, "dependencies")
                    .flatMap(all -> PomsTest.children(all, "dependency"))
                    .filter(d -> PomsTest.text(d, "groupId").equals("org.tuttlenetwork.lightweb"))
                    .filter(d -> !PomsTest.text(d, "artifactId").equals("lightweb-api"))
                    .filter(
                            d ->
                                    PomsTest.children(d, "scope")
                                            .noneMatch(s -> s.getTextContent().equals("test")))
                    .forEach(d -> wrong.add(module + " → " + PomsTest.text(d, "artifactId")));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyStoresTouchJpa() {
        check(
                Exceptions.JPA,
                (module, type) -> !type.getPackageName().contains(".store"),
                "jakarta.persistence.");
    }

    @Test
    void onlyResourcesAndPagesTouchJaxRs() {
        check(
                Exceptions.JAX_RS,
                (module, type) ->
                        !type.getPackageName().contains(".rest")
                                && !type.getPackageName().contains(".pages"),
                "jakarta.ws.rs.");
    }

    @Test
    void onlyTrackersTouchTheFramework() {
        check(
                Exceptions.FRAMEWORK,
                (module, type) -> !module.equals("host") && !module.equals("bundles/features"),
                "org.osgi.framework.",
                "org.osgi.util.tracker.");
    }

    @Test
    void theDomainKnowsNeitherResourcesNorPages() {
        Set<String> found = new TreeSet<>();
        Modules.classes()
                .forEach(
                        (module, types) -> {
                            if (!isBundle(module)
                                    || Exceptions.REST_IS_ITS_TRADE.contains(module)) {
                                return;
                            }
                            arrows(
                                    types.stream().filter(t -> !isOuter(t.getPackageName())),
                                    d ->
                                            d.getTargetClass().getPackageName().startsWith(BASE)
                                                    && isOuter(d.getTargetClass().getPackageName()),
                                    found);
                        });
        assertThat(found).isEmpty();
    }

    private static boolean isOuter(String packageName) {
        return packageName.matches(".*\\.(rest|pages)(\\..*)?");
    }

    @Test
    void packagesHaveNoCycles() {
        List<String> cycles = new ArrayList<>();
        Modules.classes()
                .forEach(
                        (module, types) -> {
                            Map<String, Set<String>> graph = graph(types);
                            for (String start : graph.keySet()) {
                                Set<String> reached = new TreeSet<>();
                                graph.get(start).forEach(to -> reach(graph, to, reached));
                                if (reached.contains(start)
                                        && !Exceptions.CYCLES.containsKey(start)) {
                                    cycles.add(module + ": " + start + " reaches itself");
                                }
                            }
                        });
        assertThat(cycles).isEmpty();
    }

    /**
     * A module's first package is left out: its service wires the rooms, and the rooms know its
     * domain.
     */
    private static Map<String, Set<String>> graph(List<JavaClass> types) {
        Set<String> own = new TreeSet<>();
        types.forEach(type -> own.add(type.getPackageName()));
        String first = own.isEmpty() ? "" : own.iterator().next();
        Map<String, Set<String>> graph = new TreeMap<>();
        for (JavaClass type : types) {
            String from = type.getPackageName();
            if (from.equals(first)) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = dependency.getTargetClass().getPackageName();
                if (own.contains(to) && !to.equals(first) && !to.equals(from)) {
                    graph.computeIfAbsent(from, k -> new TreeSet<>()).add(to);
                }
            }
        }
        return graph;
    }

    private static void reach(Map<String, Set<String>> graph, String at, Set<String> reached) {
        if (reached.add(at)) {
            graph.getOrDefault(at, Set.of()).forEach(to -> reach(graph, to, reached));
        }
    }

    private static void check(
            Map<String, String> exceptions,
            BiPredicate<String, JavaClass> bound,
            String... forbidden) {
        Set<String> used = new TreeSet<>();
        Set<String> found =
                violations(
                        (module, type) -> {
                            if (!bound.test(module, type) || module.startsWith("distribution/")) {
                                return false;
                            }
                            String name = outer(type.getName());
                            String excepted =
                                    Stream.of(name, type.getPackageName(), module)
                                            .filter(exceptions::containsKey)
                                            .findFirst()
                                            .orElse(null);
                            if (excepted != null
                                    && type.getDirectDependenciesFromSelf().stream()
                                            .anyMatch(
                                                    d ->
                                                            startsWithAny(
                                                                    d.getTargetClass().getName(),
                                                                    forbidden))) {
                                used.add(excepted);
                            }
                            return excepted == null;
                        },
                        (module, target) -> startsWithAny(target, forbidden));
        assertThat(found).as("Move it, or name it with its reason in Exceptions").isEmpty();
        assertThat(used)
                .as("Exceptions that nothing needs any more")
                .containsAll(exceptions.keySet());
    }

    private static boolean startsWithAny(String name, String... prefixes) {
        return Stream.of(prefixes).anyMatch(name::startsWith);
    }

    private static Set<String> violations(
            BiPredicate<String, JavaClass> bound, BiPredicate<String, String> forbidden) {
        Set<String> found = new TreeSet<>();
        Modules.classes()
                .forEach(
                        (module, types) ->
                                arrows(
                                        types.stream().filter(type -> bound.test(module, type)),
                                        d -> forbidden.test(module, d.getTargetClass().getName()),
                                        found));
        return found;
    }

    private static void arrows(
            Stream<JavaClass> types, Predicate<Dependency> forbidden, Set<String> found) {
        types.forEach(
                type ->
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(forbidden)
                                .forEach(
                                        d ->
                                                found.add(
                                                        outer(type.getName())
                                                                + " → "
                                                                + d.getTargetClass().getName())));
    }

    private static String outer(String name) {
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }
}
