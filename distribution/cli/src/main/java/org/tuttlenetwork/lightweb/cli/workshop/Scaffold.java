// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import javax.lang.model.SourceVersion;

/** Writes a feature to begin with: files beside this class in which names are filled in. */
final class Scaffold {
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

    private static final List<String> SERVICE =
            List.of("feature.json", "bundle/service.yaml", "bundle/icon.svg");

    private static final List<String> JAVA =
            List.of(
                    "pom.xml",
                    "bnd.bnd",
                    "feature.json",
                    ".mvn/maven.config",
                    ".gitignore",
                    "src/main/java/@path@/Note.java",
                    "src/main/java/@path@/NoteService.java",
                    "src/main/java/@path@/NoteStore.java",
                    "src/main/java/@path@/store/NoteEntity.java",
                    "src/main/java/@path@/store/PostgresNoteStore.java",
                    "src/main/java/@path@/rest/NoteResource.java",
                    "src/main/java/@path@/pages/NotePages.java",
                    "src/main/java/@path@/pages/NoteSection.java",
                    "src/main/jte/@module@/notes.jte",
                    "src/main/resources/db/migration/V1__notes.sql",
                    "src/main/resources/@path@/pages/messages.properties",
                    "src/main/resources/@path@/pages/messages_fr.properties",
                    "src/test/java/@path@/FakeNoteStore.java",
                    "src/test/java/@path@/NoteServiceTest.java",
                    "src/test/java/@path@/store/MigrationTest.java",
                    "src/test/java/@path@/rest/NoteResourceTest.java",
                    "src/test/java/@path@/pages/NotePagesTest.java");

    private final String name;
    private final String group;

    /**
     * @param name the feature's id
     * @param group the domain of whoever writes it, backwards
     */
    Scaffold(String name, String group) throws Unusable {
        try {
            this.name = new FeatureId(name).value();
        } catch (IllegalArgumentException e) {
            throw new Unusable(String.valueOf(e.getMessage()), e);
        }
        if (!GROUP.matcher(group).matches()) {
            throw new Unusable("A group is a domain backwards, such as org.example, not " + group);
        }
        this.group = group;
        if (!SourceVersion.isName(packageName())) {
            throw new Unusable(packageName() + " has a word that Java keeps for itself");
        }
    }

    private String module() {
        return name.replace("-", "");
    }

    private String packageName() {
        return group + "." + module();
    }

    /** A service without Java. */
    void service(Path folder) throws IOException {
        write("service", SERVICE, folder, Map.of());
    }

    /**
     * A Maven project.
     *
     * @param api the version of the API to build against
     */
    void java(Path folder, String api) throws IOException {
        write("java", JAVA, folder, Map.of("@api@", api));
    }

    private void write(String kind, List<String> files, Path folder, Map<String, String> more)
            throws IOException {
        for (String file : files) {
            Path target = folder.resolve(filled(file, more));
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, filled(template(kind, file), more));
        }
    }

    private static String template(String kind, String file) throws IOException {
        String plain = file.replace("@path@/", "").replace("@module@/", "");
        String resource = kind + "/" + plain + ".template";
        try (InputStream in = Scaffold.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String filled(String text, Map<String, String> more) {
        String filled =
                text.replace("@name@", name)
                        .replace("@group@", group)
                        .replace("@module@", module())
                        .replace("@package@", packageName())
                        .replace("@path@", packageName().replace('.', '/'));
        for (Map.Entry<String, String> each : more.entrySet()) {
            filled = filled.replace(each.getKey(), each.getValue());
        }
        return filled;
    }
}
