// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Makes a feature to begin with. */
@Command(
        name = "create",
        description = "Make a folder with a feature to begin with.",
        footer = "docs/plugins.md goes on from there.")
final class CreateCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;

    @Parameters(
            paramLabel = "NAME",
            description = "the feature's id, and the folder's name: 2 to 40 of a-z, 0-9 and -")
    private String name = "";

    @Option(
            names = "--java",
            description =
                    "with Java: a Maven project with a component, a REST resource, a page, an"
                            + " entity and its migration, and their tests")
    private boolean java;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            defaultValue = "org.example",
            description = "your domain, backwards: Maven's group and the Java package")
    private String group = "org.example";

    @Option(
            names = "--api",
            paramLabel = "JAR",
            description = "the API to build against; that of this LightWeb unless said")
    private @Nullable Path api;

    CreateCommand(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, Unusable {
        Scaffold scaffold = new Scaffold(name, group);
        Path folder = Path.of(name);
        if (Files.exists(folder)) {
            throw new Unusable(folder + " is there already; nothing was written");
        }
        if (java) {
            ApiJar jar = ApiJar.read(api == null ? ownApi() : api);
            scaffold.java(folder, jar.version());
            jar.copyTo(folder.resolve("repository"));
            out.println("Made " + folder + ". Next:");
            out.println("  cd " + folder + " && mvn -q verify");
            out.println("  lightweb feature pack target/feature.json");
        } else {
            scaffold.service(folder);
            out.println("Made " + folder + ". Next: change bundle/service.yaml, then");
            out.println("  lightweb feature pack " + folder);
        }
        return 0;
    }

    private Path ownApi() throws IOException, Unusable {
        Path core = Path.of(environment.getOrDefault("LIGHTWEB_HOME", "."), "bundles", "core");
        if (Files.isDirectory(core)) {
            try (Stream<Path> jars = Files.list(core)) {
                Path found =
                        jars.filter(jar -> jar.getFileName().toString().startsWith("lightweb-api-"))
                                .findFirst()
                                .orElse(null);
                if (found != null) {
                    return found;
                }
            }
        }
        throw new Unusable(
                "There is no lightweb-api jar in "
                        + core
                        + ". In a checkout run ./lightweb build, or name the jar: --api JAR");
    }
}
