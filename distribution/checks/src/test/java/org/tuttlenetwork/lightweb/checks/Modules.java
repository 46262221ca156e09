// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The classes of every module, read from its target/classes. */
final class Modules {
    static final String BASE = "org.tuttlenetwork.lightweb.";

    private static final Map<String, List<JavaClass>> CLASSES = read();

    private Modules() {}

    /**
     * By the module's folder, such as {@code bundles/api}. Templates' generated classes are left
     * out.
     */
    static Map<String, List<JavaClass>> classes() {
        return CLASSES;
    }

    private static Map<String, List<JavaClass>> read() {
        Map<String, List<JavaClass>> byModule = new TreeMap<>();
        for (Path file : Sources.java("/src/main/java/")) {
            String path = file.toString();
            String module = path.substring(0, path.indexOf("/src/main/java/"));
            byModule.computeIfAbsent(module, Modules::importClasses);
        }
        return byModule;
    }

    private static List<JavaClass> importClasses(String module) {
        Path classes = Sources.ROOT.resolve(module).resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new AssertionError(
                    module + " is not compiled; first: mvn test-compile (in the root folder)");
        }
        ImportOption ours = location -> !location.contains("/generated/");
        return new ClassFileImporter()
                .withImportOption(ours).importPath(classes).stream()
                        .filter(type -> type.getName().startsWith(BASE))
                        .filter(type -> !type.getSimpleName().startsWith("Jte"))
                        .filter(type -> !type.getPackageName().endsWith(".templates"))
                        .toList();
    }
}
