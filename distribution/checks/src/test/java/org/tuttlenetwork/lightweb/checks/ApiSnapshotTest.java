// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What plugin authors compile against, as a text. There is no release to compare with yet, so the
 * committed text is the baseline.
 */
class ApiSnapshotTest {
    private static final Path SNAPSHOT = Path.of("distribution/checks/api.snapshot");
    private static final Path API = Path.of("bundles/api");
    private static final Pattern VERSION = Pattern.compile("@Version\\(\"([^\"]+)\"\\)");
    private static final String RENEW =
            "mvn verify -pl bundles/api,distribution/checks -Dtest=ApiSnapshotTest"
                    + " -Dapi.snapshot.write=true -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void aSignatureChangesOnlyWithItsPackagesVersion() throws IOException {
        Map<String, List<String>> now = signatures();
        Path file = Sources.ROOT.resolve(SNAPSHOT);
        if (Boolean.getBoolean("api.snapshot.write")) {
            Files.write(file, now.entrySet().stream().flatMap(ApiSnapshotTest::section).toList());
        }
        Map<String, List<String>> before = parse(Files.readAllLines(file));

        List<String> wrong = new ArrayList<>();
        for (String heading : new TreeSet<>(before.keySet())) {
            if (now.containsKey(heading) && !now.get(heading).equals(before.get(heading))) {
                wrong.add(heading + difference(before.get(heading), now.get(heading)));
            }
        }
        assertThat(wrong)
                .as(
                        "Signatures changed, the version in package-info.java did not. Raise it"
                                + " (minor: added; major: changed or removed), then write the"
                                + " snapshot anew:\n%s",
                        RENEW)
                .isEmpty();
        assertThat(before.keySet())
                .as(
                        "Packages or versions changed: write the snapshot anew and commit it:\n%s",
                        RENEW)
                .isEqualTo(now.keySet());
    }

    private static String difference(List<String> before, List<String> now) {
        StringBuilder text = new StringBuilder();
        before.stream().filter(l -> !now.contains(l)).forEach(l -> text.append("\n  - ").append(l));
        now.stream().filter(l -> !before.contains(l)).forEach(l -> text.append("\n  + ").append(l));
        return text.toString();
    }

    private static Stream<String> section(Map.Entry<String, List<String>> entry) {
        return Stream.concat(
                Stream.of(entry.getKey()), entry.getValue().stream().map(line -> "  " + line));
    }

    private static Map<String, List<String>> parse(List<String> lines) {
        Map<String, List<String>> sections = new TreeMap<>();
        String heading = "";
        for (String line : lines) {
            if (line.startsWith("  ")) {
                sections.get(heading).add(line.substring(2));
            } else {
                heading = line;
                sections.put(heading, new ArrayList<>());
            }
        }
        return sections;
    }

    /** By "package version"; a line a type or member, sorted. */
    private static Map<String, List<String>> signatures() throws IOException {
        Map<String, List<String>> all = new TreeMap<>();
        Path sources = Sources.ROOT.resolve(API).resolve("src/main/java");
        for (Path file : Sources.java(API + "/src/main/java/")) {
            String text = Sources.text(file).orElseThrow();
            var version = VERSION.matcher(text);
            if (!file.endsWith("package-info.java")
                    || !text.contains("@Export")
                    || !version.find()) {
                continue;
            }
            Path folder = sources.relativize(Sources.ROOT.resolve(file).getParent());
            List<String> lines = new ArrayList<>();
            Path classes = Sources.ROOT.resolve(API).resolve("target/classes").resolve(folder);
            try (Stream<Path> files = Files.list(classes)) {
                for (Path each : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    describe(ClassFile.of().parse(each), lines);
                }
            }
            lines.sort(null);
            all.put(folder.toString().replace('/', '.') + " " + version.group(1), lines);
        }
        return all;
    }

    private static void describe(ClassModel type, List<String> lines) {
        String name = type.thisClass().asInternalName();
        name = name.substring(name.lastIndexOf('/') + 1);
        AccessFlags flags = type.flags();
        var inner = type.findAttribute(Attributes.innerClasses());
        String self = type.thisClass().asInternalName();
        if (inner.isPresent()) {
            for (var info : inner.get().classes()) {
                if (info.innerClass().asInternalName().equals(self)
                        && !info.has(AccessFlag.PUBLIC)
                        && !info.has(AccessFlag.PROTECTED)) {
                    return;
                }
            }
        }
        if (!flags.has(AccessFlag.PUBLIC)) {
            return;
        }
        StringBuilder line = new StringBuilder(name).append(" ").append(words(flags));
        type.superclass()
                .filter(s -> !s.asInternalName().equals("java/lang/Object"))
                .ifPresent(s -> line.append(" extends ").append(s.asInternalName()));
        type.interfaces().forEach(i -> line.append(" implements ").append(i.asInternalName()));
        type.findAttribute(Attributes.permittedSubclasses())
                .ifPresent(
                        p ->
                                p.permittedSubclasses()
                                        .forEach(
                                                s ->
                                                        line.append(" permits ")
                                                                .append(s.asInternalName())));
        type.findAttribute(Attributes.signature())
                .ifPresent(s -> line.append(" <").append(s.signature().stringValue()).append(">"));
        lines.add(line.toString());
        for (var method : type.methods()) {
            if (open(method.flags())) {
                String of =
                        method.findAttribute(Attributes.signature())
                                .map(ApiSnapshotTest::generic)
                                .orElse(method.methodTypeSymbol().displayDescriptor());
                lines.add(
                        name + "." + method.methodName() + " " + words(method.flags()) + " " + of);
            }
        }
        for (var field : type.fields()) {
            if (open(field.flags())) {
                ClassDesc of = field.fieldTypeSymbol();
                lines.add(
                        name
                                + "."
                                + field.fieldName()
                                + " "
                                + words(field.flags())
                                + " "
                                + of.displayName());
            }
        }
    }

    private static String generic(SignatureAttribute signature) {
        return signature.signature().stringValue();
    }

    private static boolean open(AccessFlags flags) {
        return !flags.has(AccessFlag.SYNTHETIC)
                && (flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED));
    }

    private static String words(AccessFlags flags) {
        return flags.flags().stream()
                .filter(f -> f != AccessFlag.SUPER)
                .map(f -> f.name().toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
