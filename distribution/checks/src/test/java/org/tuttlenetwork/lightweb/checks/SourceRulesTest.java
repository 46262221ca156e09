// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules that bytecode can't tell. */
class SourceRulesTest {
    /** A Javadoc or comment may talk about it. */
    private static final Pattern CATCH_ALL =
            Pattern.compile(
                    "catch\\s*\\(\\s*(?:final\\s+)?(?:[^)]*\\|\\s*)?(?:Exception|Throwable)\\b");

    private static final Pattern PRINTS = Pattern.compile("System\\s*\\.\\s*(?:out|err)\\b");

    @Test
    void onlyBoundariesCatchEverything() {
        Set<String> found = new TreeSet<>();
        for (Path file : Sources.java("/src/main/")) {
            if (CATCH_ALL.matcher(Sources.text(file).orElseThrow()).find()) {
                found.add(typeName(file));
            }
        }
        assertThat(found)
                .as("Catch what can be thrown, or name the boundary with its reason in Exceptions")
                .isEqualTo(new TreeSet<>(Exceptions.CATCH_ALL.keySet()));
    }

    @Test
    void onlyProgramsPrint() {
        Set<String> found =
                Sources.java("/src/main/").stream()
                        .filter(file -> !file.endsWith("Main.java"))
                        .filter(file -> PRINTS.matcher(Sources.text(file).orElseThrow()).find())
                        .map(SourceRulesTest::typeName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).as("Log through slf4j").isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        List<Path> sources = Sources.java("/src/main/java/");
        Set<Path> packages =
                sources.stream()
                        .filter(file -> !file.endsWith("module-info.java"))
                        .map(Path::getParent)
                        .collect(Collectors.toCollection(TreeSet::new));
        sources.stream()
                .filter(file -> file.endsWith("package-info.java"))
                .filter(file -> Sources.text(file).orElseThrow().contains("@NullMarked"))
                .map(Path::getParent)
                .forEach(packages::remove);
        assertThat(packages).as("Packages without @NullMarked in package-info.java").isEmpty();
    }

    @Test
    void theFirstPartOfEveryPathOfTheCoreIsReserved() {
        Pattern resource = Pattern.compile("implements (?:Page)?Resource\\b");
        Pattern path = Pattern.compile("^@Path\\(\"/?([a-z-]+)", Pattern.MULTILINE);
        String reserved =
                Sources.java("/web/rest/Claims.java").stream()
                        .map(file -> Sources.text(file).orElseThrow())
                        .collect(Collectors.joining());
        Set<String> served = new TreeSet<>();
        for (Path file : Sources.java("/src/main/")) {
            if (file.toString().contains("distribution/")) {
                continue; // Samples: features like any other.
            }
            String text = Sources.text(file).orElseThrow();
            Matcher found = path.matcher(text);
            if (resource.matcher(text).find() && found.find()) {
                served.add(found.group(1));
            }
        }
        assertThat(served).hasSizeGreaterThan(20);
        assertThat(served)
                .as("In Claims, or a feature that is installed first could take it")
                .allMatch(segment -> reserved.contains('"' + segment + '"'));
    }

    private static String typeName(Path file) {
        String path = file.toString();
        return path.substring(path.indexOf("/java/") + 6, path.length() - ".java".length())
                .replace('/', '.');
    }
}
